package io.breaker.spring;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * A test may put a mock in the place of a guarded bean.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class ReplacedBeanTests {

	@MockitoBean
	private Inventory mocked;

	@MockitoSpyBean
	private Prices spied;

	@Autowired
	private BreakerRegistry registry;

	@Test
	void mockNeedsNoProxy() {
		given(this.mocked.stock()).willReturn("mocked");

		assertThat(this.mocked.stock()).isEqualTo("mocked");
	}

	@Test
	void spyIsGuarded() {
		Breaker breaker = this.registry.breaker("spied");

		assertThat(this.spied.price()).isEqualTo("7");

		assertThat(breaker).hasCounted(Outcome.SUCCESS, 1);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(BreakerAutoConfiguration.class)
	static class Application {

		@Bean
		Inventory inventory() {
			return new Inventory();
		}

		@Bean
		Prices prices() {
			return new Prices();
		}

	}

	static class Inventory {

		@CircuitBreaker("mocked")
		String stock() {
			return "42";
		}

	}

	static class Prices {

		@CircuitBreaker("spied")
		String price() {
			return "7";
		}

	}

}
