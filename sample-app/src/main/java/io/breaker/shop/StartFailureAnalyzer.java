package io.breaker.shop;

import java.nio.file.FileSystemException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.breaker.shop.backend.BackendPortException;
import io.breaker.shop.input.RefusedInput;

/**
 * Says what to do when the shop cannot start: which port is taken, and which property
 * moves it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureAnalyzer implements FailureAnalyzer {

	private static final String RUN = "./mvnw spring-boot:run -Dspring-boot.run.arguments=";

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable link = failure; link != null; link = link.getCause()) {
			if (link instanceof PortInUseException taken) {
				return cannotListen("The page of the shop", "server.port", taken.getPort(), BackendPortException.IN_USE,
						failure);
			}
			if (link instanceof BackendPortException taken) {
				return cannotListen("The backend of the shop", "shop.backend.port", taken.port(),
						String.valueOf(taken.getMessage()), failure);
			}
			if (link instanceof WebServerException && link.getCause() instanceof FileSystemException unwritable) {
				return new FailureAnalysis(
						"The shop cannot write temporary files: " + unwritable.getFile() + " could not be made.",
						"Make that directory writable, or choose another one:\n\n    ./mvnw spring-boot:run "
								+ "-Dspring-boot.run.jvmArguments=-Djava.io.tmpdir=…",
						failure);
			}
			if (link instanceof RefusedInput refused) {
				return new FailureAnalysis("The shop cannot start: " + refused.getMessage() + ".", "Change the value.",
						failure);
			}
		}
		return null;
	}

	private static FailureAnalysis cannotListen(String who, String property, int port, String why, Throwable failure) {
		return new FailureAnalysis(who + " cannot have port " + port + ": " + why + ".",
				"Stop what listens there, or choose another port with '" + property + "':\n\n    " + RUN + "--"
						+ property + "=" + (port + 10),
				failure);
	}

}
