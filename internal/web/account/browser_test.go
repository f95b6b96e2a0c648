package account_test

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// signIn signs in by keyboard, as a person does.
func signIn(t *testing.T, chromium context.Context, address, email, password string) {
	t.Helper()
	if err := chromedp.Do(chromium, chromedp.Navigate(address+"/sign-in"), chromedp.SendKeys("#email", email), chromedp.SendKeys("#password", password+"\r"),
		chromedp.WaitReady("#present")); err != nil {
		t.Fatal(err)
	}
	said, err := chromedp.Run(chromium, chromedp.Evaluate[string](`document.querySelector("main").innerText`))
	if err != nil || !strings.Contains(said, "You are signed in as Ann.") {
		t.Fatalf("%s, %v", said, err)
	}
}
