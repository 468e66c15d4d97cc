package io.breaker.spring.slices;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;

import io.breaker.BreakerRegistry;
import io.breaker.test.BreakerStates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole application sees the breaker and the 503, with nothing but its starters.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { SliceApplication.WITHOUT_SECURITY, SliceApplication.CONFIGURED_ELSEWHERE,
				SliceApplication.OPEN_FOR_LONG, "server.address=127.0.0.1" })
@DirtiesContext
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WholeApplicationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private BreakerRegistry registry;

	@Test
	void openBreakerIsA503() throws IOException, InterruptedException {
		BreakerStates.open(this.registry.breaker("orders"));

		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/guarded")).build(),
					BodyHandlers.ofString());

		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).isPresent();
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
	}

}
