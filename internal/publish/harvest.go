package publish

import (
	"encoding/xml"
	"io"
	"time"

	"goodmeasure/evidence"
)

// The answers of OAI-PMH 2.0 (Lagoze, Van de Sompel, Nelson and Warner: The Open Archives Initiative Protocol for Metadata
// Harvesting, version 2.0). What to answer is decided elsewhere; these are its forms.

// HarvestAnswer is an answer of the protocol. One of its parts is set.
type HarvestAnswer struct {
	XMLName  xml.Name        `xml:"http://www.openarchives.org/OAI/2.0/ OAI-PMH"`
	Instance string          `xml:"xmlns:xsi,attr"`
	Location string          `xml:"xsi:schemaLocation,attr"`
	Date     string          `xml:"responseDate"`
	Request  HarvestRequest  `xml:"request"`
	Errors   []HarvestError  `xml:"error,omitempty"`
	Identify *HarvestWho     `xml:"Identify,omitempty"`
	Formats  *harvestFormats `xml:"ListMetadataFormats,omitempty"`
	Sets     *harvestSets    `xml:"ListSets,omitempty"`
	Headers  *HarvestList    `xml:"ListIdentifiers,omitempty"`
	Records  *HarvestList    `xml:"ListRecords,omitempty"`
	Record   *HarvestList    `xml:"GetRecord,omitempty"`
}

// HarvestRequest is what was asked, as the answer repeats it.
type HarvestRequest struct {
	Base       string `xml:",chardata"`
	Verb       string `xml:"verb,attr,omitempty"`
	Identifier string `xml:"identifier,attr,omitempty"`
	Prefix     string `xml:"metadataPrefix,attr,omitempty"`
	From       string `xml:"from,attr,omitempty"`
	Until      string `xml:"until,attr,omitempty"`
	Set        string `xml:"set,attr,omitempty"`
	Token      string `xml:"resumptionToken,attr,omitempty"`
}

// HarvestError is why there is no answer, in one of the protocol's words.
type HarvestError struct {
	Code string `xml:"code,attr"`
	Said string `xml:",chardata"`
}

// HarvestWho is the repository.
type HarvestWho struct {
	Name        string `xml:"repositoryName"`
	Base        string `xml:"baseURL"`
	Version     string `xml:"protocolVersion"`
	Email       string `xml:"adminEmail"`
	Earliest    string `xml:"earliestDatestamp"`
	Deleted     string `xml:"deletedRecord"`
	Granularity string `xml:"granularity"`
}

type harvestFormats struct {
	Formats []harvestFormat `xml:"metadataFormat"`
}

type harvestFormat struct {
	Prefix    string `xml:"metadataPrefix"`
	Schema    string `xml:"schema"`
	Namespace string `xml:"metadataNamespace"`
}

// HarvestSet is a part of the library that can be harvested by itself.
type HarvestSet struct {
	Spec string `xml:"setSpec"`
	Name string `xml:"setName"`
}

type harvestSets struct {
	Sets []HarvestSet `xml:"set"`
}

// HarvestList is records, or their headers alone.
type HarvestList struct {
	Headers []HarvestHeader `xml:"header,omitempty"`
	Records []HarvestRecord `xml:"record,omitempty"`
	Token   *HarvestToken   `xml:"resumptionToken,omitempty"`
}

// HarvestHeader says of a record which it is and when it last changed.
type HarvestHeader struct {
	Status     string   `xml:"status,attr,omitempty"`
	Identifier string   `xml:"identifier"`
	Stamp      string   `xml:"datestamp"`
	Sets       []string `xml:"setSpec,omitempty"`
}

// HarvestRecord is a record; one that is deleted has a header alone.
type HarvestRecord struct {
	Header   HarvestHeader    `xml:"header"`
	Metadata *harvestMetadata `xml:"metadata,omitempty"`
}

// HarvestToken asks for what follows; an empty one ends a list of several parts.
type HarvestToken struct {
	Text string `xml:",chardata"`
}

type harvestMetadata struct {
	Dublin harvestDublin `xml:"oai_dc:dc"`
}

type harvestDublin struct {
	Namespace string `xml:"xmlns:oai_dc,attr"`
	Terms     string `xml:"xmlns:dc,attr"`
	Instance  string `xml:"xmlns:xsi,attr"`
	Location  string `xml:"xsi:schemaLocation,attr"`
	Said      []dublinElement
}

type dublinElement struct {
	XMLName xml.Name
	Value   string `xml:",chardata"`
}

// The one metadata format, which every repository has.
const (
	instanceNamespace = "http://www.w3.org/2001/XMLSchema-instance"

	HarvestFormat   = "oai_dc"
	dublinSchema    = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
	dublinNamespace = "http://www.openarchives.org/OAI/2.0/oai_dc/"
)

// HarvestFormats is the answer to which formats there are.
func HarvestFormats() *harvestFormats {
	return &harvestFormats{[]harvestFormat{{HarvestFormat, dublinSchema, dublinNamespace}}}
}

// HarvestSets is the answer to which sets there are.
func HarvestSets(sets []HarvestSet) *harvestSets { return &harvestSets{sets} }

// HarvestedRecord is a document with its header; address is that of its page.
func HarvestedRecord(header HarvestHeader, e evidence.Entry, address string) HarvestRecord {
	r := HarvestRecord{Header: header}
	if header.Status != "" {
		return r
	}
	r.Metadata = &harvestMetadata{harvestDublin{Namespace: dublinNamespace, Terms: "http://purl.org/dc/elements/1.1/", Instance: instanceNamespace, Location: dublinNamespace + " " + dublinSchema}}
	for _, term := range DublinCore(e, address) {
		r.Metadata.Dublin.Said = append(r.Metadata.Dublin.Said, dublinElement{xml.Name{Local: "dc:" + term.Element}, term.Value})
	}
	return r
}

// HarvestType is the media type of the protocol.
const HarvestType = "text/xml; charset=utf-8"

// HarvestXML writes an answer.
func HarvestXML(w io.Writer, a HarvestAnswer, at time.Time) error {
	a.Date, a.Instance = instant(at), instanceNamespace
	a.Location = "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
	return writeXML(w, a)
}
