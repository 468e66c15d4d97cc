package io.breaker.shop.backend;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * A broken service, seen from the other end of the wire.
 */
@Timeout(30)
class BackendServerTests {

	private final Faults faults = new Faults(System::nanoTime, (who, what) -> {
	});

	private final BackendServer server = new BackendServer(0, this.faults);

	private final HttpClient http = HttpClient.newHttpClient();

	@AfterEach
	void stop() {
		this.server.destroy();
	}

	@Test
	void serviceThatIsWellAnswers() throws Exception {
		assertThat(get("/inventory/mug").body()).matches("\\{\"text\":\"\\d+ pieces\",\"source\":\"LIVE\"}\n");
	}

	@Test
	void refusingServiceResetsTheConnection() throws IOException {
		order("inventory", Map.of("fault", "refuse"));

		try (Socket socket = new Socket(this.server.uri().getHost(), this.server.uri().getPort())) {
			socket.setSoTimeout(5_000);
			socket.getOutputStream().write("GET /inventory/mug HTTP/1.1\r\nHost: shop\r\n\r\n".getBytes(US_ASCII));

			assertThatIOException().isThrownBy(() -> socket.getInputStream().read()).withMessageContaining("reset");
		}
	}

	@Test
	void hangingServiceDoesNotAnswer() {
		order("inventory", Map.of("fault", "hang"));

		assertThatExceptionOfType(HttpTimeoutException.class)
			.isThrownBy(() -> get("/inventory/mug", Duration.ofSeconds(1)));
	}

	@Test
	void slowServiceAnswersLate() throws Exception {
		order("inventory", Map.of("fault", "slow", "delay", "100ms"));
		long began = System.nanoTime();

		assertThat(get("/inventory/mug").statusCode()).isEqualTo(200);

		assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
	}

	@Test
	void failingServiceAnswersWithTheStatusThatWasOrdered() throws Exception {
		order("inventory", Map.of("fault", "fail", "status", "503"));

		HttpResponse<String> response = get("/inventory/mug");

		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
	}

	@Test
	void brokenServiceLeavesTheOthersAlone() throws Exception {
		order("inventory", Map.of("fault", "refuse"));

		assertThat(get("/prices/mug").statusCode()).isEqualTo(200);
	}

	@Test
	void unknownPathIsAnsweredWithThoseThereAre() throws Exception {
		HttpResponse<String> response = get("/nothing");

		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).contains("/faults", "/inventory/{item}");
	}

	@Test
	void queryAndFormAndDeleteAreUnderstood() throws Exception {
		assertThat(post("/faults/inventory?fault=fail&percent=30&for=5s").body()).contains("fails 30 % of the calls");

		HttpRequest delete = HttpRequest.newBuilder(uri("/faults/inventory")).DELETE().build();
		assertThat(this.http.send(delete, BodyHandlers.ofString()).body()).contains("\"health\":\"well\"");
	}

	@Test
	void brokenEscapeIsRefused() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(uri("/faults/inventory"))
			.POST(HttpRequest.BodyPublishers.ofString("fault=%"))
			.build();

		assertThat(this.http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
	}

	@Test
	void formThatIsTooLongIsNotRead() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(uri("/faults/inventory"))
			.POST(HttpRequest.BodyPublishers.ofString("fault=refuse&for=" + "9".repeat(2_000)))
			.build();

		assertThat(this.http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
	}

	private void order(String service, Map<String, String> text) {
		this.faults.order(service, text);
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return get(path, Duration.ofSeconds(20));
	}

	private HttpResponse<String> get(String path, Duration patience) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(uri(path)).timeout(patience).build();
		return this.http.send(request, BodyHandlers.ofString());
	}

	private HttpResponse<String> post(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.noBody()).build();
		return this.http.send(request, BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return this.server.uri().resolve(path);
	}

}
