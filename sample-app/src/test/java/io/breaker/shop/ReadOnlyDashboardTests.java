package io.breaker.shop;

import java.io.IOException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard where breakers can be read but not changed.
 */
@Tag("browser")
@TestPropertySource(properties = { "management.endpoint.breakers.access=read-only",
		"management.endpoints.web.exposure.exclude=breakerevents" })
class ReadOnlyDashboardTests extends OpenShop {

	@Test
	void actionsAreHidden(@LocalServerPort int port) throws IOException {
		try (Browser browser = Browser.start()) {
			browser.open("http://127.0.0.1:" + port + "/actuator/breakerdashboard#breaker=inventory");

			Browser.soon().until(() -> browser.text(".settings").contains("failure-rate"));
			Browser.soon().until(() -> browser.text(".events").contains("breakerevents is not exposed"));
			assertThat(browser.count("#detail button")).isZero();
			assertThat(browser.shows(".actions")).isFalse();
			assertThat(browser.complaints()).isEmpty();
		}
	}

}
