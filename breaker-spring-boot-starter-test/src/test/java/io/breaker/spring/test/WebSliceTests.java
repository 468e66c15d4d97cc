package io.breaker.spring.test;

import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.spring.CircuitBreaker;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice has breakers, too.
 */
@WebMvcTest
@AutoConfigureBreakers
class WebSliceTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private BreakerRegistry breakers;

	@Test
	void controllerAnswersFromItsFallback() {
		this.breakers.breaker("shop").overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));

		assertThat(this.mvc.get().uri("/stock")).hasStatusOk().hasBodyTextEqualTo("closed");
	}

	@Test
	void controllerAnswersItself() {
		assertThat(this.mvc.get().uri("/stock")).hasStatusOk().hasBodyTextEqualTo("open");
	}

	/**
	 * An application.
	 */
	@SpringBootApplication
	@Import(Shop.class)
	static class Application {

	}

	/**
	 * A controller with a fallback.
	 */
	@RestController
	static class Shop {

		@GetMapping("/stock")
		@CircuitBreaker(name = "shop", fallback = "closed")
		String stock() {
			return "open";
		}

		private String closed() {
			return "closed";
		}

	}

}
