package io.breaker.spring.inject;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.breaker.Breaker;
import io.breaker.config.NearestMatch;

/**
 * Says of a breaker that cannot be injected whether its name is misspelt.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownBreakerAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

	private final BeanFactory beans;

	UnknownBreakerAnalyzer(BeanFactory beans) {
		this.beans = beans;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		if (cause.getBeanType() != Breaker.class || cause instanceof NoUniqueBeanDefinitionException) {
			return null;
		}
		String place = (description != null) ? description : "The application";
		String name = qualifier(rootFailure);
		if (name == null) {
			return new FailureAnalysis(place + " requires a circuit breaker, but does not say which one.",
					"Name it: @Qualifier(\"…\") Breaker. Known are " + known() + ".", cause);
		}
		String nearest = NearestMatch.of(name, known());
		return new FailureAnalysis(
				place + " requires the circuit breaker '" + name
						+ "', but it is not configured, and no annotation names it"
						+ ((nearest != null) ? "; did you mean '" + nearest + "'?" : "."),
				"Correct the name in @Qualifier, or configure 'breaker.instances." + name
						+ "'; an empty entry will do. A name that is made at run time is given to "
						+ "BreakerRegistry.breaker(name).",
				cause);
	}

	private List<String> known() {
		return (this.beans instanceof ListableBeanFactory listable) ? Arrays.stream(listable.getBeanDefinitionNames())
			.filter((bean) -> bean.startsWith(InjectableBreakers.PREFIX))
			.map((bean) -> bean.substring(InjectableBreakers.PREFIX.length()))
			.toList() : List.of();
	}

	private static @Nullable String qualifier(Throwable failure) {
		String name = null;
		for (Throwable link = failure; link != null; link = link.getCause()) {
			InjectionPoint point = (link instanceof UnsatisfiedDependencyException unsatisfied)
					? unsatisfied.getInjectionPoint() : null;
			Qualifier qualifier = (point != null) ? point.getAnnotation(Qualifier.class) : null;
			name = (qualifier != null) ? qualifier.value() : name;
		}
		return name;
	}

}
