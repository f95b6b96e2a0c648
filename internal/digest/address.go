package digest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"goodmeasure/internal/account"
)

// mailable gives an address as every mail server takes it: in small letters, and its domain by the name that it is registered
// under (bücher.example as xn--bcher-kva.example, RFC 5891). There is no such name for what stands before the @: only
// servers that speak SMTPUTF8 (RFC 6531) take other letters there, on the whole way to the reader.
func mailable(text string) (string, error) {
	email, err := account.CheckEmail(text)
	if err != nil {
		return "", err
	}
	at := strings.LastIndexByte(email, '@')
	before, domain := email[:at], email[at+1:]
	if n := strings.IndexFunc(before, notASCII); n >= 0 {
		sign, _ := utf8.DecodeRuneInString(before[n:])
		return "", fmt.Errorf("%q cannot be written to from here: not every mail server takes %q before the @. Give an address with plain letters, a to z, there", email, sign)
	}
	if domain, err = idna.Lookup.ToASCII(domain); err != nil || !hostName.MatchString(domain) {
		return "", fmt.Errorf("%q is no address of e-mail: there can be no domain of that name after the @", email)
	}
	return account.CheckEmail(before + "@" + domain)
}

// hostName is a domain by its name (RFC 1123), and neither the address of a machine nor one written in numbers alone.
var hostName = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*([a-z]|[a-z0-9][a-z0-9-]{0,61}[a-z]|[a-z][a-z0-9-]{0,61}[a-z0-9])$`)

func notASCII(c rune) bool { return c >= utf8.RuneSelf }
