package io.breaker.spring.slices;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webclient.test.autoconfigure.WebClientTest;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice of {@code WebClient} guards the client that it tests.
 */
@WebClientTest(components = ReactiveWarehouse.class, properties = "breaker.instances.elsewhere.open-for=5s")
@DirtiesContext
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebClientSliceTests {

	@Autowired
	private ReactiveWarehouse warehouse;

	@Test
	void fallbackAnswersForAFailure() {
		assertThat(this.warehouse.stock().block()).isEqualTo("last known");
	}

}
