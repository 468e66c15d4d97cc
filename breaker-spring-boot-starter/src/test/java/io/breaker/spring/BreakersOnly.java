package io.breaker.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * Imports the auto-configurations of the starter, in order and under their conditions,
 * and of Spring Boot only what meters need.
 */
class BreakersOnly extends AutoConfigurationImportSelector {

	private static final String METRICS = "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration";

	@Override
	protected AnnotationAttributes getAttributes(AnnotationMetadata importing) {
		return new AnnotationAttributes(Map.of("exclude", new String[0], "excludeName", new String[0]));
	}

	@Override
	protected List<String> getCandidateConfigurations(AnnotationMetadata importing, AnnotationAttributes attributes) {
		List<String> candidates = new ArrayList<>(Rooms.autoConfigurationNames());
		if (Stream.of(METRICS, "io.micrometer.core.instrument.MeterRegistry", "io.micrometer.observation.Observation")
			.allMatch((name) -> ClassUtils.isPresent(name, getBeanClassLoader()))) {
			candidates.add(METRICS);
		}
		return candidates;
	}

}
