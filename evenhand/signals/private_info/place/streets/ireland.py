"""Ireland."""

WORDS = {
    "link": "na an",
    "street first": "sraid bothar",
    "region": """
        carlow cavan clare donegal kerry kildare kilkenny laois leitrim limerick longford louth mayo
        meath monaghan offaly roscommon sligo tipperary waterford westmeath wexford wicklow
        galway chiarrai
    """,
    "city": "dublin cork galway limerick",
}
