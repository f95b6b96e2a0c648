package site

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"unicode/utf8"
)

// A notice of an act stands in a cookie until the page that follows has said it. It is signed with a key of this run,
// so that nobody else can put words on a page.
const (
	noticeName    = "notice"
	longestNotice = 1_000
)

func newKey() []byte {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // it never fails: the program ends where there is no randomness
	return key
}

func (s *Site) signed(words []byte) []byte {
	sum := hmac.New(sha256.New, s.key)
	sum.Write(words)
	return sum.Sum(nil)
}

func (s *Site) giveNotice(w http.ResponseWriter, r *http.Request, words string) {
	if words == "" {
		return
	}
	text := []byte(words)
	for len(text) > longestNotice || !utf8.Valid(text) {
		text = text[:min(len(text)-1, longestNotice)]
	}
	value := base64.RawURLEncoding.EncodeToString(append(s.signed(text), text...))
	http.SetCookie(w, &http.Cookie{Name: noticeName, Value: value, Path: "/", MaxAge: 60, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: Secure(r)})
}

func (s *Site) takeNotice(w http.ResponseWriter, r *http.Request) string {
	cookie, err := r.Cookie(noticeName)
	if err != nil {
		return ""
	}
	http.SetCookie(w, &http.Cookie{Name: noticeName, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: Secure(r)})
	value, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil || len(value) < sha256.Size || !hmac.Equal(value[:sha256.Size], s.signed(value[sha256.Size:])) {
		return ""
	}
	return string(value[sha256.Size:])
}
