package io.breaker.spring.slices;

import java.util.concurrent.TimeUnit;

import io.breaker.BreakerRegistry;
import io.breaker.test.BreakerStates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice of Spring MVC sees the breaker and the 503.
 */
@WebMvcTest(controllers = OrderController.class,
		properties = { SliceApplication.WITHOUT_SECURITY, SliceApplication.CONFIGURED_ELSEWHERE,
				SliceApplication.OPEN_FOR_LONG })
@DirtiesContext
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebMvcSliceTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private BreakerRegistry registry;

	@BeforeEach
	void close() {
		BreakerStates.closed(this.registry.breaker("orders"));
	}

	@Test
	void closedBreakerLetsTheAnswerThrough() {
		assertThat(this.mvc.get().uri("/guarded")).hasStatusOk().hasBodyTextEqualTo("orders");
	}

	@Test
	void openBreakerIsA503() {
		BreakerStates.open(this.registry.breaker("orders"));

		assertThat(this.mvc.get().uri("/guarded")).hasStatus(503)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.containsHeader("Retry-After");
	}

	@Test
	void openBreakerIsA503ForABrowser() {
		BreakerStates.open(this.registry.breaker("orders"));

		assertThat(this.mvc.get().uri("/guarded").accept(MediaType.TEXT_HTML)).hasStatus(503)
			.containsHeader("Retry-After");
	}

	@Test
	void openBreakerReachesTheFallback() {
		BreakerStates.open(this.registry.breaker("orders"));

		assertThat(this.mvc.get().uri("/fallback")).hasStatusOk().hasBodyTextEqualTo("later");
	}

}
