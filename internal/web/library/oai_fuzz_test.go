package library_test

import (
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// Whatever a harvester asks, it gets an answer of the protocol, or is told that its request cannot be read.
func FuzzHarvest(f *testing.F) {
	v, shelf := serve(f)
	fill(f, shelf, true)
	handler := v.Site.Handler()
	for _, seed := range []string{"verb=Identify", "verb=ListRecords&metadataPrefix=oai_dc", "verb=ListIdentifiers&metadataPrefix=oai_dc&from=2020-01-01&until=2030-01-01T00:00:00Z&set=x",
		"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:1", "verb=ListRecords&resumptionToken=AAAA", "verb=%00&verb=Identify", "verb=ListSets&from=x", "verb=GetRecord&identifier=%22%3E%3Cx%3E&metadataPrefix=oai_dc"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, asked string) {
		request, err := http.NewRequest(http.MethodPost, "http://127.0.0.1/oai", strings.NewReader(asked))
		if err != nil {
			return
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		if answer.Code != http.StatusOK && answer.Code != http.StatusBadRequest {
			t.Fatalf("%q: %d %.300s", asked, answer.Code, answer.Body)
		}
		if strings.HasPrefix(answer.Header().Get("Content-Type"), "text/xml") {
			var read struct {
				XMLName xml.Name
				Verbs   []string `xml:"request"`
			}
			if err := xml.Unmarshal(answer.Body.Bytes(), &read); err != nil || read.XMLName.Local != "OAI-PMH" || len(read.Verbs) != 1 {
				t.Errorf("%q: %v in %.600s", asked, err, answer.Body)
			}
		}
	})
}
