"""What the affected people, the press and the public database are told. Pure.

A notice (`texts`), a press line (`press`) and a database entry (`dsa`) follow from one
`StatementContext`: the state it speaks of, and nothing else. A letter (`letters`) answers a person.
"""
