package io.breaker.spring.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.origin.Origin;

import io.breaker.config.InvalidSettingException;
import io.breaker.spring.aop.InvalidGuardException;
import io.breaker.spring.environment.LocatedSettingException;

/**
 * Says of what was refused at start what is wrong and what to do.
 */
final class BreakerFailureAnalyzer implements FailureAnalyzer {

	private static final int DEEPEST = 64;

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		Throwable link = failure;
		for (int depth = 0; link != null && depth < DEEPEST; depth++) {
			if (link instanceof InvalidGuardException guard) {
				return new FailureAnalysis(guard.getMessage() + ".", guard.action(), guard);
			}
			if (link instanceof LocatedSettingException located) {
				return analysis(located.refusal(), located.getOrigin(), located.others());
			}
			if (link instanceof InvalidSettingException refusal) {
				return analysis(refusal, null, Map.of());
			}
			link = link.getCause();
		}
		return null;
	}

	private static FailureAnalysis analysis(InvalidSettingException refusal, @Nullable Origin origin,
			Map<String, Origin> others) {
		StringBuilder description = new StringBuilder(refusal.getMessage());
		if (origin != null || !others.isEmpty()) {
			description.append("\n");
		}
		if (origin != null) {
			description.append("\n    Origin: ").append(origin);
		}
		others.forEach((key, place) -> description.append("\n    '").append(key).append("': ").append(place));
		String nearest = refusal.nearest();
		String action = (nearest != null) ? "Did you mean '" + nearest + "'? Otherwise let it "
				: "Change the value. It must ";
		return new FailureAnalysis(description.toString(), action + refusal.requirement().replaceAll(",$", "") + ".",
				refusal);
	}

}
