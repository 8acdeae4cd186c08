"""The United Kingdom."""

WORDS = {
    "whole street": "strand esplanade kingsway bishopsgate embankment poultry cheapside whitehall",
    "street first": "heol ffordd",
    "region": """
        bedfordshire berkshire buckinghamshire cambridgeshire cheshire cornwall cumbria derbyshire
        devon dorset durham essex gloucestershire hampshire herefordshire hertfordshire kent
        lancashire leicestershire lincolnshire merseyside middlesex norfolk northamptonshire
        northumberland nottinghamshire oxfordshire rutland shropshire somerset staffordshire
        suffolk surrey sussex warwickshire wiltshire worcestershire yorkshire midlands
    """,
    "city": """
        london birmingham manchester liverpool leeds sheffield bristol glasgow edinburgh cardiff
        belfast leicester nottingham newcastle sunderland brighton hull plymouth southampton
        oxford cambridge coventry swansea aberdeen
    """,
}
