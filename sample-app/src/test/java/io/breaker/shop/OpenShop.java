package io.breaker.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;

import com.jayway.jsonpath.JsonPath;
import io.breaker.BreakerRegistry;
import io.breaker.config.Intervention;
import io.breaker.event.BreakerState;
import io.breaker.shop.backend.BackendServer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The shop and its backend, as {@code ./mvnw spring-boot:run} starts them, on ports that
 * are free. Before each test everything is well, and nobody is there.
 */
@Timeout(120)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "shop.backend.port=0")
abstract class OpenShop {

	@Autowired
	protected BreakerRegistry breakers;

	protected Curl curl;

	@BeforeEach
	void heal(@LocalServerPort int port, @Autowired BackendServer backend) {
		this.curl = new Curl(port, backend.uri().getPort());
		run("curl -X DELETE localhost:8080/shop/customers");
		run("curl -d fault=heal localhost:8081/faults/all");
		this.breakers.all().forEach((breaker) -> breaker.reset(Intervention.by("test")));
	}

	protected HttpResponse<String> run(String command) {
		try {
			return this.curl.run(command);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Asks the shop for a feature of the mug.
	 * @return {@code LIVE}, {@code LAST_KNOWN} or {@code STAND_IN}, or the status of the
	 * error
	 */
	protected String ask(String feature) {
		HttpResponse<String> answer = run("curl localhost:8080/products/mug/" + feature);
		return (answer.statusCode() == 200) ? JsonPath.read(answer.body(), "$.source")
				: String.valueOf(answer.statusCode());
	}

	/**
	 * Asks until customers are served so: a breaker that is open lets a trial pass now
	 * and then.
	 */
	protected void askUntilServed(String feature, String served) {
		soon().until(() -> ask(feature).equals(served));
	}

	/**
	 * Asks until the breaker is in a state: customers are what moves it.
	 */
	protected void askUntil(String feature, String breaker, BreakerState state) {
		soon().until(() -> {
			ask(feature);
			return state(breaker) == state;
		});
	}

	protected BreakerState state(String breaker) {
		String status = run("curl localhost:8080/shop/status").body();
		return BreakerState.valueOf(JsonPath.read(status, "$.breakers['" + breaker + "'].state"));
	}

	protected static ConditionFactory soon() {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5));
	}

}
