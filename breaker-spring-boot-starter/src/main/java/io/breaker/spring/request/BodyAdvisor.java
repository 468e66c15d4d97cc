package io.breaker.spring.request;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Hands an operation everything that was written in the request. An operation on its own
 * gets only what it has parameters for: the keys of settings are no names of parameters,
 * and a key that nobody knows would be dropped in silence.
 *
 * @since 0.1.0
 */
public final class BodyAdvisor implements OperationInvokerAdvisor {

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		return parameters.stream()
			.filter((parameter) -> parameter.getType() == Body.class)
			.findFirst()
			.<OperationInvoker>map((body) -> (context) -> invoker.invoke(withBody(context, body)))
			.orElse(invoker);
	}

	private static InvocationContext withBody(InvocationContext context, OperationParameter body) {
		Map<String, @Nullable Object> written = new LinkedHashMap<>(context.getArguments());
		written.values().removeIf(String[].class::isInstance);
		Map<String, Object> arguments = new LinkedHashMap<>(context.getArguments());
		arguments.put(body.getName(), new Body(written));
		SecurityContext security = context.resolveArgument(SecurityContext.class);
		return new InvocationContext((security != null) ? security : SecurityContext.NONE, arguments,
				new Forward(context));
	}

	/**
	 * Resolves what the original context resolves.
	 */
	private static final class Forward implements OperationArgumentResolver {

		private final InvocationContext context;

		Forward(InvocationContext context) {
			this.context = context;
		}

		@Override
		public boolean canResolve(Class<?> type) {
			return this.context.canResolve(type);
		}

		@Override
		public <T> @Nullable T resolve(Class<T> type) {
			return this.context.resolveArgument(type);
		}

	}

}
