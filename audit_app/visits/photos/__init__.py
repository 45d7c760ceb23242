"""The photos of a visit: kept, tied to what they prove, shown with what there is to doubt of them."""
