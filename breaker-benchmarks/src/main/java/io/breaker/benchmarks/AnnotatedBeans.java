package io.breaker.benchmarks;

import java.util.Map;

import com.alibaba.csp.sentinel.annotation.SentinelResource;
import com.alibaba.csp.sentinel.annotation.aspectj.SentinelResourceAspect;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import io.breaker.spring.CircuitBreaker;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.EnableResilientMethods;

/**
 * Beans with annotated methods, each in a context of its own with what its library brings
 * for Spring Boot and nothing else. All proxies are made by CGLIB.
 */
final class AnnotatedBeans {

	private AnnotatedBeans() {
	}

	/**
	 * A bean behind a proxy that does nothing: the least that any annotation costs.
	 */
	static Plain emptyAdvisor() {
		ProxyFactory factory = new ProxyFactory(new Plain());
		factory.setProxyTargetClass(true);
		factory.addAdvisor(new DefaultPointcutAdvisor((MethodInterceptor) MethodInvocation::proceed));
		return (Plain) factory.getProxy();
	}

	static Limited concurrencyLimit() {
		return context(Map.of(), Limited.class, ResilientMethods.class).getBean(Limited.class);
	}

	static Sentinel sentinel() {
		return context(Map.of(), Sentinel.class, SentinelResourceAspect.class, AspectJ.class).getBean(Sentinel.class);
	}

	static ConfigurableApplicationContext breaker(Map<String, Object> properties) {
		return context(properties, Guarded.class, BreakerAutoConfiguration.class);
	}

	static ConfigurableApplicationContext resilience4j(Map<String, Object> properties) {
		return context(properties, Resilient.class, CircuitBreakerAutoConfiguration.class, AspectJ.class);
	}

	private static ConfigurableApplicationContext context(Map<String, Object> properties, Class<?>... classes) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("benchmark", properties));
		ConfigurationPropertySources.attach(environment);
		context.setEnvironment(environment);
		context.register(classes);
		context.refresh();
		return context;
	}

	/**
	 * Nothing is annotated.
	 */
	static class Plain {

		Object answer() {
			return Callee.answer();
		}

	}

	/**
	 * Spring's own limit, as high as it gets.
	 */
	static class Limited {

		@ConcurrencyLimit(Integer.MAX_VALUE)
		Object answer() {
			return Callee.answer();
		}

	}

	/**
	 * Guarded by this breaker.
	 */
	static class Guarded {

		@CircuitBreaker("benchmark")
		Object answer() {
			return Callee.answer();
		}

		@CircuitBreaker(name = "benchmark", fallback = "fallback")
		Object answerWithFallback() {
			return Callee.answer();
		}

		@CircuitBreaker(name = "benchmark", fallback = "fallback")
		Object forbidden() {
			return Callee.forbidden();
		}

		private Object fallback(Exception failure) {
			return Callee.answer();
		}

	}

	/**
	 * Guarded by Resilience4j.
	 */
	static class Resilient {

		@io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker(name = "benchmark")
		public Object answer() {
			return Callee.answer();
		}

		@io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker(name = "benchmark",
				fallbackMethod = "fallback")
		public Object answerWithFallback() {
			return Callee.answer();
		}

		@io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker(name = "benchmark",
				fallbackMethod = "fallback")
		public Object forbidden() {
			return Callee.forbidden();
		}

		private Object fallback(Exception failure) {
			return Callee.answer();
		}

	}

	/**
	 * Guarded by Sentinel.
	 */
	static class Sentinel {

		@SentinelResource(value = SentinelCalls.RESOURCE, blockHandler = "fallback")
		public Object answer() {
			return Callee.answer();
		}

		@SentinelResource(value = SentinelCalls.RESOURCE, blockHandler = "fallback")
		public Object forbidden() {
			return Callee.forbidden();
		}

		public Object fallback(BlockException rejected) {
			return Callee.answer();
		}

	}

	@EnableAspectJAutoProxy(proxyTargetClass = true)
	static class AspectJ {

	}

	@EnableResilientMethods(proxyTargetClass = true)
	static class ResilientMethods {

	}

}
