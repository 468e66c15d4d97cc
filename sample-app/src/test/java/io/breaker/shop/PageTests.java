package io.breaker.shop;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the shop: it runs under a strict policy, loads nothing from elsewhere, and
 * treats every input as text.
 */
class PageTests extends OpenShop {

	private static final String SCRIPT = "%3Cimg%20src=x%20onerror=alert(1)%3E";

	@ParameterizedTest
	@ValueSource(strings = { "/", "/index.html", "/shop.css", "/shop.js", "/favicon.svg", "/shop/status",
			"/products/mug/stock", "/actuator" })
	void everythingComesUnderAStrictPolicy(String path) {
		HttpResponse<String> response = run("curl localhost:8080" + path);

		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
				(policy) -> assertThat(policy).startsWith("default-src 'self';").doesNotContain("unsafe"));
		assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
	}

	@Test
	void pageHasNoCodeOrStyleOfItsOwnAndNothingFromElsewhere() {
		String page = run("curl localhost:8080/").body();

		assertThat(page).contains("<title>")
			.doesNotContainIgnoringCase("style=")
			.doesNotContain("<style")
			.doesNotContainPattern("<script(?! src=\"shop.js\" defer></script>)")
			.doesNotContainPattern("\\son[a-z]+=")
			.doesNotContainPattern("(src|href)=\"(https?:)?//");
	}

	@Test
	void scriptWritesTextAndNeverHtml() {
		String script = run("curl localhost:8080/shop.js").body();

		assertThat(script).contains("textContent")
			.doesNotContain("innerHTML")
			.doesNotContain("outerHTML")
			.doesNotContain("insertAdjacentHTML")
			.doesNotContain("document.write")
			.doesNotContain("eval(");
	}

	@ParameterizedTest
	@CsvSource({ "/products/mug/" + SCRIPT, "/products/" + SCRIPT + "/stock" })
	void unknownNameIsRefusedAsTextWithTheChoices(String path) {
		HttpResponse<String> response = run("curl localhost:8080" + path);

		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.body()).contains("must be one of");
	}

	@Test
	void faultOfThePageIsTheSameAsOnTheBackend() {
		run("curl -d fault=hang -d for=5s localhost:8080/shop/faults/prices");

		assertThat(run("curl localhost:8081/faults").body()).contains("\"prices\":{\"health\":\"hang\"");
	}

	@Test
	void unknownFaultIsRefusedWithTheChoicesOnBothPorts() {
		String message = "'fault' must be one of refuse, hang, slow, fail, flap, heal but was '<b>'";

		HttpResponse<String> page = run("curl -d fault=<b> localhost:8080/shop/faults/prices");
		HttpResponse<String> backend = run("curl -d fault=<b> localhost:8081/faults/prices");

		assertThat(page.statusCode()).isEqualTo(400);
		assertThat(page.body()).contains(message);
		assertThat(backend.statusCode()).isEqualTo(400);
		assertThat(backend.body()).contains(message);
		assertThat(backend.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(backend.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
	}

	@Test
	void everyEndpointIsOpenForTheVisitor() {
		assertThat(run("curl localhost:8080/actuator").body()).contains("/actuator/health", "/actuator/prometheus");
	}

}
