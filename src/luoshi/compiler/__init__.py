"""Document → Reading → Plan.

`compile_document` knows one document and nothing else; `link` sees all readings. The passes stand one to a file
and `pipeline` runs them in order. All passes speak in offsets of the reading text (`flow.Flow`); only the end of
the pipeline translates to spans of the document.
"""
