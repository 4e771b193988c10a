"""Controls drawn as HTML: one function a type, each distinct style one class, text escaped in one place.

`Drawing` (`drawing`) draws the controls of a tab, each in its `Scene` (`scene`), by the functions of `boxes`, `texts`,
`pressed`, `fields` and `dialogs`, which `controls` lists. What the marks of a program say (`marks`) decides
what an element is. A control that has no element of its own says what it has to say of the next one (`scene.Wrap`):
that is how a card, its column and the component that drew them are one `div`, and how an item of a list is the very
`li`. Looks are described property by property (`looks`), under the conditions of the room there is (`varied`), and each
distinct description is one class (`rules`) of the style sheet, which `sheet` begins with the themes.

What a page may rely on: what is pressed is an `a` with `href`, or a submit button named `press` whose value is its id;
Enter in a form presses its first button, which is not seen and has the id of the main one as its value; a field has an
id and the `name` under which it is posted, the same in each session; a radio button has an id of its own; `data-live`
stands on fields that are told as they are typed, `data-copies` and `data-opens` (`data-beside`) on what does so in the
browser itself; a question is an open `dialog`; the main part is `main`.
"""
