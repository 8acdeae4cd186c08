"""India in English."""

WORDS = {
    "street": "marg salai veedhi",
    "street or not": """
        nagar colony enclave cross main layout sector phase chowk vihar puram bazar bazaar galli
        gali peth society extension
    """,
    "unit": "plot door h.no hno d.no house shop wing flat",
    "house": "apartments residency heights",
    "region": """
        pradesh assam bihar chhattisgarh goa gujarat haryana jharkhand karnataka kerala maharashtra
        manipur meghalaya mizoram nagaland odisha punjab rajasthan sikkim nadu telangana tripura
        uttarakhand bengal
    """,
    "region code": "MP UP TN AP WB",
    "city": """
        mumbai delhi bengaluru bangalore hyderabad ahmedabad chennai kolkata pune jaipur lucknow
        kanpur nagpur indore bhopal patna vadodara chandigarh noida gurgaon gurugram kochi
    """,
}
