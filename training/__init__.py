"""Training of the models that the package ships; no part of the package itself."""
