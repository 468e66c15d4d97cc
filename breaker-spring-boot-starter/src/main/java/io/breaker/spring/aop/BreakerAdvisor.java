package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.function.Supplier;

import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ClassFilter;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.AbstractPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.core.annotation.AnnotationUtils;

import io.breaker.BreakerRegistry;
import io.breaker.spring.CircuitBreaker;

/**
 * The aspect: where {@link CircuitBreaker} stands, directly or on an annotation, on the
 * method, its class, or an interface of it, the call goes through a breaker. The door of
 * this package.
 *
 * @since 0.1.0
 */
public final class BreakerAdvisor extends AbstractPointcutAdvisor implements BeanFactoryAware {

	private static final long serialVersionUID = 1L;

	/**
	 * The place among other aspects: inside of retry and asynchronous execution, around
	 * transactions, which come last. Caches, which come last as well, are moved outside
	 * of the breaker, see {@link CacheArrangement}.
	 */
	public static final int DEFAULT_ORDER = LOWEST_PRECEDENCE - 100;

	private final transient Pointcut pointcut;

	private final transient Supplier<Advice> advice;

	private final boolean whole;

	/**
	 * Creates the aspect. Nothing is asked of the suppliers before a bean is looked at,
	 * so that no bean is made too early.
	 * @param methods finds the guarded methods
	 * @param registry holds the breakers
	 * @param disturber disturbs calls on purpose
	 * @param order the place among other aspects
	 */
	public BreakerAdvisor(Supplier<GuardedMethods> methods, Supplier<BreakerRegistry> registry,
			Supplier<CallDisturber> disturber, int order) {
		this.pointcut = new GuardedMethodPointcut(methods);
		this.advice = () -> new BreakerInterceptor(methods, registry, disturber);
		this.whole = true;
		setOrder(order);
	}

	private BreakerAdvisor(Pointcut pointcut, Advice part, int order) {
		this.pointcut = pointcut;
		this.advice = () -> part;
		this.whole = false;
		setOrder(order);
	}

	/**
	 * Returns a part of the aspect, for the same methods.
	 */
	BreakerAdvisor with(Advice part) {
		return new BreakerAdvisor(this.pointcut, part, getOrder());
	}

	/**
	 * Tells whether this is the aspect with all its parts.
	 */
	boolean isWhole() {
		return this.whole;
	}

	@Override
	public void setBeanFactory(BeanFactory beans) {
		if (this.pointcut instanceof GuardedMethodPointcut guarded) {
			guarded.beans = beans;
		}
	}

	@Override
	public Pointcut getPointcut() {
		return this.pointcut;
	}

	/**
	 * Returns a new part for each method of a proxy that asks, which remembers how that
	 * method is guarded.
	 */
	@Override
	public Advice getAdvice() {
		return this.advice.get();
	}

	/**
	 * Matches guarded methods, and refuses those that cannot be guarded as written.
	 */
	private static final class GuardedMethodPointcut extends StaticMethodMatcherPointcut {

		private final Supplier<GuardedMethods> methods;

		private @Nullable BeanFactory beans;

		GuardedMethodPointcut(Supplier<GuardedMethods> methods) {
			this.methods = methods;
			setClassFilter(candidates());
		}

		private static ClassFilter candidates() {
			return (type) -> AnnotationUtils.isCandidateClass(type, CircuitBreaker.class);
		}

		@Override
		public boolean matches(Method method, Class<?> targetClass) {
			boolean guarded = this.methods.get().find(method, targetClass) != null;
			if (guarded) {
				GuardablePlaces.refuseFinal(method, targetClass, this.beans);
			}
			return guarded;
		}

	}

}
