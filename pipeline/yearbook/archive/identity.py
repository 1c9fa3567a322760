"""The metadata that say what the file was written as."""

from __future__ import annotations

from typing import Any

VARIANT = "pdf/a-3a"  # WeasyPrint writes one; PDF/UA-1 asks for nothing that contradicts it
_END = b"</rdf:RDF>"
# PDF/A wants every schema that it does not know described in the file itself.
_PDFUA = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1" />\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>part of ISO 14289</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def associate_once(pdf: Any) -> None:
    """WeasyPrint lists every file twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def name_both(pdf: Any) -> None:
    """Adds PDF/UA-1 to the metadata that name PDF/A-3a."""
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    (packet,) = stream.stream
    if packet.count(_END) != 1:
        raise ValueError("the metadata are not those that WeasyPrint 70 writes")
    stream.stream = [packet.replace(_END, _PDFUA + _END)]
