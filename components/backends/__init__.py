"""Optional readers of reports: a language model through its standard client, models of names. All of them are off.

What a stranger gets wrong: nothing here is imported unless the operator names it, and none of it is believed: what a
backend offers goes through `reading.gate`.
"""
