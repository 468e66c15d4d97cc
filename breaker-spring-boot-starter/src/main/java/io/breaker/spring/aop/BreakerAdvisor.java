package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

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

	private final transient Supplier<GuardedMethods> methods;

	private final transient Supplier<BreakerRegistry> registry;

	private final transient Supplier<CallDisturber> disturber;

	private final transient @Nullable Supplier<Advice> part;

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
		this.methods = methods;
		this.registry = registry;
		this.disturber = disturber;
		this.part = null;
		setOrder(order);
	}

	private BreakerAdvisor(BreakerAdvisor whole, Supplier<Advice> part) {
		this.pointcut = whole.pointcut;
		this.methods = whole.methods;
		this.registry = whole.registry;
		this.disturber = whole.disturber;
		this.part = part;
		setOrder(whole.getOrder());
	}

	/**
	 * Returns the part that makes the calls through the breakers, for the same methods.
	 */
	BreakerAdvisor withoutFallbacks() {
		return new BreakerAdvisor(this, () -> guard(GuardedMethod::withoutFallbacks));
	}

	/**
	 * Returns the part that answers in place of the same methods.
	 */
	BreakerAdvisor fallbacks() {
		return new BreakerAdvisor(this, () -> new OuterFallback(this.methods, this.registry));
	}

	/**
	 * Tells whether this is the aspect with all its parts.
	 */
	boolean isWhole() {
		return this.part == null;
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
	 * Returns a new advice for each method of a proxy that asks, which remembers how that
	 * method is guarded.
	 */
	@Override
	public Advice getAdvice() {
		return (this.part != null) ? this.part.get() : guard(UnaryOperator.identity());
	}

	private Advice guard(UnaryOperator<GuardedMethod> scope) {
		return new BreakerInterceptor(this.methods, this.registry, this.disturber, scope);
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
