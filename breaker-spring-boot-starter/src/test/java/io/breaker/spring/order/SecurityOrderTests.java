package io.breaker.spring.order;

import java.util.concurrent.TimeUnit;

import io.breaker.Breaker;
import io.breaker.event.Outcome;
import io.breaker.spring.CircuitBreaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Security(Breaker(call)): who may not call is not counted, learns nothing of the state,
 * and gets no answer of a fallback.
 */
// INV-60
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SecurityOrderTests {

	@AfterEach
	void logOut() {
		SecurityContextHolder.clearContext();
	}

	private static void logIn(String role) {
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "", "ROLE_" + role));
	}

	@Test
	void deniedCallIsNeitherCountedNorAnswered() {
		try (ConfigurableApplicationContext context = OrderedApplication.start(Inventory.class)) {
			Inventory inventory = context.getBean(Inventory.class);
			Breaker breaker = OrderedApplication.breaker(context, "denied");
			logIn("GUEST");

			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(inventory::stock);
			assertThat(breaker).hasCounted(Outcome.FAILURE, 0).hasCounted(Outcome.SUCCESS, 0);
			OrderedApplication.open(breaker);
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(inventory::stock);
			assertThat(breaker).hasCounted(Outcome.REJECTED, 0);
			logIn("CLERK");
			assertThat(inventory.stock()).isEqualTo("fallback");

			assertThat(breaker).hasCounted(Outcome.REJECTED, 1);
		}
	}

	@Test
	void deniedResultIsASuccessOfTheCallee() {
		try (ConfigurableApplicationContext context = OrderedApplication.start(Inventory.class)) {
			Inventory inventory = context.getBean(Inventory.class);
			logIn("GUEST");

			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(inventory::result);

			assertThat(OrderedApplication.breaker(context, "result")).hasCounted(Outcome.SUCCESS, 1)
				.hasCounted(Outcome.FAILURE, 0);
		}
	}

	@Test
	void aspectOrderMovesTheBreakerOutside() {
		try (ConfigurableApplicationContext context = OrderedApplication.start(Inventory.class,
				"breaker.aspect-order=100")) {
			Inventory inventory = context.getBean(Inventory.class);
			logIn("GUEST");

			assertThat(inventory.stock()).isEqualTo("fallback");

			assertThat(OrderedApplication.breaker(context, "denied")).hasCounted(Outcome.FAILURE, 1);
		}
	}

	static class Inventory {

		@PreAuthorize("hasRole('CLERK')")
		@CircuitBreaker(name = "denied", fallback = "answer")
		String stock() {
			return "42";
		}

		String answer() {
			return "fallback";
		}

		@PostAuthorize("hasRole('CLERK')")
		@CircuitBreaker("result")
		String result() {
			return "42";
		}

	}

}
