package io.breaker.spring.slices;

import java.util.concurrent.TimeUnit;

import io.breaker.BreakerRegistry;
import io.breaker.event.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.HttpClientErrorException;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withServerError;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * A slice of {@code RestClient} guards the client that it tests.
 */
@RestClientTest(components = Warehouse.class, properties = "breaker.instances.elsewhere.open-for=5s")
@DirtiesContext
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RestClientSliceTests {

	@Autowired
	private Warehouse warehouse;

	@Autowired
	private MockRestServiceServer server;

	@Autowired
	private BreakerRegistry registry;

	@AfterEach
	void reset() {
		this.server.reset();
	}

	@Test
	void answerComesThrough() {
		this.server.expect(requestTo("http://warehouse.example/stock"))
			.andRespond(withSuccess("42", MediaType.TEXT_PLAIN));

		assertThat(this.warehouse.stock()).isEqualTo("42");
	}

	@Test
	void fallbackAnswersForAFailure() {
		this.server.expect(requestTo("http://warehouse.example/stock")).andRespond(withServerError());

		assertThat(this.warehouse.stock()).isEqualTo("last known");
	}

	@Test
	void notFoundIsIgnored() {
		this.server.expect(requestTo("http://warehouse.example/stock")).andRespond(withStatus(HttpStatus.NOT_FOUND));

		assertThatExceptionOfType(HttpClientErrorException.NotFound.class).isThrownBy(this.warehouse::stock);

		assertThat(this.registry.breaker("warehouse")).hasCounted(Outcome.IGNORED, 1);
	}

}
