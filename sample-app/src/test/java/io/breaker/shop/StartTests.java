package io.breaker.shop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.context.ApplicationContextException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a user reads when the shop cannot start.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class StartTests {

	@Test
	void takenPortOfThePageIsNamedWithThePropertyThatMovesIt(CapturedOutput output) throws IOException {
		try (ServerSocket taken = listen()) {
			start("--server.port=" + taken.getLocalPort(), "--shop.backend.port=0");

			assertThat(output)
				.contains("The page of the shop cannot have port " + taken.getLocalPort()
						+ ": it is in use; perhaps the shop is running already.")
				.contains("./mvnw spring-boot:run -Dspring-boot.run.arguments=--server.port=");
		}
	}

	@Test
	void takenPortOfTheBackendIsNamedWithThePropertyThatMovesIt(CapturedOutput output) throws IOException {
		try (ServerSocket taken = listen()) {
			start("--server.port=0", "--shop.backend.port=" + taken.getLocalPort());

			assertThat(output)
				.contains("The backend of the shop cannot have port " + taken.getLocalPort()
						+ ": it is in use; perhaps the shop is running already.")
				.contains("./mvnw spring-boot:run -Dspring-boot.run.arguments=--shop.backend.port=");
		}
	}

	@Test
	void tooManyCustomersAreRefusedWithTheRange(CapturedOutput output) {
		start("--server.port=0", "--shop.backend.port=0", "--shop.customers.at-start=true",
				"--shop.customers.rate=5000");

		assertThat(output).contains("'rate' must be a whole number from 1 to 50 but was '5000'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "99999", "-1", "eight" })
	void portThatCannotBeIsRefusedWithTheRange(String port, CapturedOutput output) {
		start("--server.port=0", "--shop.backend.port=" + port);

		assertThat(output).contains("'shop.backend.port' must be a whole number from 0 to 65535 but was '" + port + "'")
			.doesNotContain("\tat ");
	}

	@Test
	void directoryThatCannotBeWrittenToIsNamed() {
		WebServerException refused = new WebServerException("Unable to create tempDir",
				new AccessDeniedException("/tmp/tomcat.8080"));

		FailureAnalysis analysis = new StartFailureAnalyzer()
			.analyze(new ApplicationContextException("Unable to start web server", refused));

		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("cannot write temporary files: /tmp/tomcat.8080");
		assertThat(analysis.getAction()).contains("-Djava.io.tmpdir=");
	}

	private static void start(String... arguments) {
		assertThatException().isThrownBy(() -> SpringApplication.run(ShopApplication.class, arguments).close());
	}

	private static ServerSocket listen() throws IOException {
		return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
	}

}
