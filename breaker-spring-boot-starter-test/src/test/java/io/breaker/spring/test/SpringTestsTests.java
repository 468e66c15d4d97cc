package io.breaker.spring.test;

import java.io.IOException;
import java.time.Duration;

import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.Intervention;
import io.breaker.event.BreakerState;
import io.breaker.spring.CircuitBreaker;
import io.breaker.spring.faults.BreakerFaults;
import io.breaker.spring.faults.InjectedFault;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a test of an application sees: driven time, faults, and breakers that are closed
 * when it begins.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@AutoConfigureBreakers
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpringTestsTests {

	@Autowired
	private InventoryClient inventory;

	@Autowired
	private BreakerRegistry breakers;

	@Autowired
	private BreakerFaults faults;

	@Autowired
	private ManualTime time;

	@Test
	@Order(1)
	void opensAndAnswersFromTheFallback() {
		// snippet: spring-test
		this.faults.inject("inventory", InjectedFault.none().failing(100).with(IOException::new),
				Intervention.by("test").lasting(Duration.ofMinutes(1)));

		for (int i = 0; i < 60; i++) {
			this.inventory.stock("sku-1");
			this.time.advance(Duration.ofMillis(20));
		}

		assertThat(this.breakers.breaker("inventory")).isOpen();
		assertThat(this.inventory.stock("sku-1")).isEqualTo("unknown");

		this.time.advance(Duration.ofMinutes(2));
		this.inventory.stock("sku-1");
		this.time.advance(Duration.ofSeconds(5));

		assertThat(this.breakers.breaker("inventory")).isClosed();
		// end
	}

	@Test
	@Order(2)
	void leavesABreakerOpenAndAFaultBehind() {
		this.breakers.breaker("inventory").moveTo(BreakerState.OPEN, Intervention.by("test"));
		this.faults.inject("inventory", InjectedFault.none().failing(100),
				Intervention.by("test").lasting(Duration.ofHours(1)));

		assertThat(this.inventory.stock("sku-1")).isEqualTo("unknown");
	}

	@Test
	@Order(3)
	void findsTheBreakerClosedAndTheFaultGone() {
		assertThat(this.breakers.breaker("inventory")).isClosed();
		assertThat(this.faults.active()).isEmpty();
		assertThat(this.inventory.stock("sku-1")).isEqualTo("42 of sku-1");
	}

	@Test
	void delayedCallMovesTimeAndHoldsNobody() {
		this.faults.inject("inventory", InjectedFault.none().delayedBy(Duration.ofSeconds(3)),
				Intervention.by("test").lasting(Duration.ofMinutes(1)));
		long before = this.time.nanoTime();

		String stock = this.inventory.stock("sku-1");

		assertThat(stock).isEqualTo("42 of sku-1");
		assertThat(Duration.ofNanos(this.time.nanoTime() - before)).isEqualTo(Duration.ofSeconds(3));
	}

	/**
	 * An application.
	 */
	@SpringBootApplication
	@Import(InventoryClient.class)
	static class Application {

	}

	/**
	 * A client with a fallback.
	 */
	static class InventoryClient {

		@CircuitBreaker(name = "inventory", fallback = { "rejected", "failed" })
		String stock(String sku) {
			return "42 of " + sku;
		}

		private String rejected(CallRejectedException rejected) {
			return "unknown";
		}

		private String failed(Exception failure) {
			return "unknown, it failed";
		}

	}

}
