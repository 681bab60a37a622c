"""Conflict Map: reports and event data go in; a sourced map, a timeline and attributed figures come out.

Read the rooms from bottom to top: `errors`, `settings`, `model`, then what brings things in (`intake`), what keeps
them (`records`), what turns them into a page's data (`maps`), and what draws (`panels`, `pages`, `web`).
"""
