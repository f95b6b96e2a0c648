package library_test

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"goodmeasure/internal/library"
)

// oai is what a harvester takes of an answer.
type oai struct {
	Request struct {
		Base string `xml:",chardata"`
		Verb string `xml:"verb,attr"`
	} `xml:"request"`
	Error struct {
		Code string `xml:"code,attr"`
	} `xml:"error"`
	Identify struct {
		Version  string `xml:"protocolVersion"`
		Deleted  string `xml:"deletedRecord"`
		Earliest string `xml:"earliestDatestamp"`
	}
	Formats []string    `xml:"ListMetadataFormats>metadataFormat>metadataPrefix"`
	Sets    []string    `xml:"ListSets>set>setSpec"`
	Headers []header    `xml:"ListIdentifiers>header"`
	Records []harvested `xml:"ListRecords>record"`
	Record  harvested   `xml:"GetRecord>record"`
	Token   *string     `xml:"ListIdentifiers>resumptionToken"`
}

type header struct {
	Status     string   `xml:"status,attr"`
	Identifier string   `xml:"identifier"`
	Stamp      string   `xml:"datestamp"`
	Sets       []string `xml:"setSpec"`
}

type harvested struct {
	Header header   `xml:"header"`
	Titles []string `xml:"metadata>dc>title"`
	Makers []string `xml:"metadata>dc>creator"`
}

func TestHarvesting(t *testing.T) {
	v, shelf := serve(t)
	ask := func(query string) (o oai) {
		t.Helper()
		answer := v.Get(t, "/oai?"+query)
		if answer.Status != 200 || answer.Header.Get("Content-Type") != "text/xml; charset=utf-8" {
			t.Fatalf("%s: %d %v", query, answer.Status, answer.Header)
		}
		if err := xml.Unmarshal([]byte(answer.Text), &o); err != nil {
			t.Fatalf("%s: %v\n%s", query, err, answer.Text)
		}
		return o
	}
	if o := ask("verb=ListRecords&metadataPrefix=oai_dc"); o.Error.Code != "noRecordsMatch" {
		t.Errorf("%+v", o)
	}
	fill(t, shelf, true)
	if _, err := shelf.Alone().Publish(t.Context(), []int64{2}, false); err != nil {
		t.Fatal(err)
	}
	if o := ask("verb=Identify"); o.Identify.Version != "2.0" || o.Identify.Deleted != "transient" || o.Request.Base != v.URL+"/oai" || o.Request.Verb != "Identify" {
		t.Errorf("%+v", o)
	}
	o := ask("verb=ListRecords&metadataPrefix=oai_dc")
	if len(o.Records) != 2 || o.Records[0].Titles[0] != "Leaders <script>alert(1)</script> & learning" || o.Records[0].Makers[0] != "Hart, Ann" || o.Records[0].Header.Status != "" ||
		o.Records[1].Header.Status != "deleted" || o.Records[1].Titles != nil {
		t.Errorf("%+v", o.Records)
	}
	one := o.Records[0].Header
	if one.Identifier != "oai:localhost:1" || len(one.Sets) != 1 || one.Sets[0] != "kind-report" {
		t.Errorf("%+v", one)
	}
	if o := ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:1"); len(o.Record.Titles) != 1 {
		t.Errorf("%+v", o)
	}
	if o := ask("verb=ListMetadataFormats&identifier=oai:localhost:1"); len(o.Formats) != 1 || o.Formats[0] != "oai_dc" {
		t.Errorf("%+v", o)
	}
	if o := ask("verb=ListSets"); len(o.Sets) != 12 {
		t.Errorf("%+v", o.Sets)
	}
	if o := ask("verb=ListIdentifiers&metadataPrefix=oai_dc&set=kind-report&from=2000-01-01&until=2999-01-01"); len(o.Headers) != 1 || o.Token != nil {
		t.Errorf("%+v", o)
	}
	if o := ask("verb=ListIdentifiers&metadataPrefix=oai_dc&from=" + one.Stamp + "&until=" + one.Stamp); len(o.Headers) == 0 {
		t.Error("both ends are within what is asked for")
	}
	for query, code := range map[string]string{
		"": "badVerb", "verb=Nothing": "badVerb", "verb=Identify&verb=Identify": "badVerb", "verb=Identify&set=x": "badArgument",
		"verb=ListRecords": "badArgument", "verb=ListRecords&metadataPrefix=marc": "cannotDisseminateFormat", "verb=ListRecords&metadataPrefix=oai_dc&from=soon": "badArgument",
		"verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01":           "badArgument",
		"verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z": "badArgument",
		"verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01":                           "noRecordsMatch",
		"verb=ListRecords&metadataPrefix=oai_dc&set=odd":                                    "noRecordsMatch",
		"verb=ListRecords&resumptionToken=odd":                                              "badResumptionToken",
		"verb=ListRecords&resumptionToken=odd&metadataPrefix=oai_dc":                        "badArgument",
		"verb=ListSets&resumptionToken=odd":                                                 "badResumptionToken",
		"verb=GetRecord&metadataPrefix=oai_dc":                                              "badArgument",
		"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:99":                  "idDoesNotExist",
		"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:elsewhere:1":                   "idDoesNotExist",
		"verb=ListMetadataFormats&identifier=x":                                             "idDoesNotExist",
	} {
		o := ask(query)
		if o.Error.Code != code {
			t.Errorf("%s: %q, expected %q", query, o.Error.Code, code)
		}
		if bare := code == "badVerb" || code == "badArgument"; bare && o.Request.Verb != "" {
			t.Errorf("%s: the request is repeated with its verb", query)
		}
	}
	posted := v.Post(t, "/oai", url.Values{"verb": {"Identify"}})
	if posted.Status != http.StatusOK || !strings.Contains(posted.Text, "protocolVersion") {
		t.Error(posted.Status, posted.Text)
	}
}

func TestHarvestingInParts(t *testing.T) {
	v, shelf := serve(t)
	var text strings.Builder
	for n := range 250 {
		fmt.Fprintf(&text, "TY  - JOUR\nTI  - Study number %d of many\nPY  - 2016\nER  - \n", n)
	}
	if done, err := shelf.Alone().ImportContent(t.Context(), strings.NewReader(text.String()), int64(text.Len()), "many.ris", library.Intake{Public: true}); err != nil || done.Added != 250 {
		t.Fatal(done, err)
	}
	seen := map[string]bool{}
	query, parts := "metadataPrefix=oai_dc&set=kind-article", 0
	for query != "" {
		var o oai
		if err := xml.Unmarshal([]byte(v.Get(t, "/oai?verb=ListIdentifiers&"+query).Text), &o); err != nil {
			t.Fatal(err)
		}
		for _, h := range o.Headers {
			if seen[h.Identifier] {
				t.Errorf("%s comes twice", h.Identifier)
			}
			seen[h.Identifier] = true
		}
		parts++
		if o.Token == nil {
			t.Fatal("the list ends without the empty token that has to end it")
		}
		if query = ""; *o.Token != "" {
			query = "resumptionToken=" + *o.Token
		}
	}
	if len(seen) != 250 || parts != 3 {
		t.Error(len(seen), parts)
	}
}
