package io.breaker.spring.slices;

import java.util.concurrent.TimeUnit;

import io.breaker.BreakerRegistry;
import io.breaker.test.BreakerStates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * A slice of Spring WebFlux sees the breaker and the 503.
 */
@WebFluxTest(controllers = OrderController.class,
		properties = { SliceApplication.WITHOUT_SECURITY, SliceApplication.CONFIGURED_ELSEWHERE,
				SliceApplication.OPEN_FOR_LONG })
@DirtiesContext
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebFluxSliceTests {

	@Autowired
	private WebTestClient client;

	@Autowired
	private BreakerRegistry registry;

	@BeforeEach
	void close() {
		BreakerStates.closed(this.registry.breaker("orders"));
	}

	@Test
	void closedBreakerLetsTheAnswerThrough() {
		this.client.get().uri("/guarded").exchange().expectStatus().isOk().expectBody(String.class).isEqualTo("orders");
	}

	@Test
	void openBreakerIsA503() {
		BreakerStates.open(this.registry.breaker("orders"));

		this.client.get()
			.uri("/guarded")
			.exchange()
			.expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectHeader()
			.exists("Retry-After");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/fallback", "/reactive" })
	void openBreakerReachesTheFallback(String path) {
		BreakerStates.open(this.registry.breaker("orders"));

		this.client.get().uri(path).exchange().expectStatus().isOk().expectBody(String.class).isEqualTo("later");
	}

}
