"""What is said of the guide in a newsletter, after what is said of a page."""

# By who the page is for. {name} is the guide's.
ABOUT = {
    "parents": "“{name}” is a guide in plain words for families in Wales whose child needs extra help to learn. "
    "It is free, in several languages. You can read it on a phone or print it.",
    "form": "You can fill it in on a phone or print it. It belongs to “{name}”, a guide in plain words for families in "
    "Wales whose child needs extra help to learn. The guide is free, in several languages.",
    "staff": "This page is for people who work in a school. It belongs to “{name}”, a guide in plain words for "
    "families and schools in Wales. The guide is free, in several languages.",
}
