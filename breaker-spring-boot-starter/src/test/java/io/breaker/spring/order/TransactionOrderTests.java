package io.breaker.spring.order;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.breaker.Breaker;
import io.breaker.CallRejectedException;
import io.breaker.event.Outcome;
import io.breaker.spring.CircuitBreaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Breaker(Transaction(call)): what the transaction ends with is what the breaker counts,
 * and a rejected call begins no transaction.
 */
// INV-60
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TransactionOrderTests {

	private ConfigurableApplicationContext context;

	private Ledger ledger;

	@BeforeEach
	void start() {
		this.context = OrderedApplication.start(Bookkeeping.class);
		this.ledger = this.context.getBean(Ledger.class);
		jdbc().execute("create table entry (amount int)");
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	private JdbcTemplate jdbc() {
		return this.context.getBean(JdbcTemplate.class);
	}

	private Breaker breaker(String name) {
		return OrderedApplication.breaker(this.context, name);
	}

	@Test
	void committedTransactionIsASuccess() {
		this.ledger.book(false);

		assertThat(Ledger.entries(jdbc())).isEqualTo(1);
		assertThat(breaker("book")).hasCounted(Outcome.SUCCESS, 1);
	}

	@Test
	void rolledBackTransactionIsAFailure() {
		assertThatIllegalStateException().isThrownBy(() -> this.ledger.book(true));

		assertThat(Ledger.entries(jdbc())).isZero();
		assertThat(breaker("book")).hasCounted(Outcome.FAILURE, 1).hasCounted(Outcome.SUCCESS, 0);
	}

	@Test
	void commitThatFailsIsAFailure() {
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.ledger.losesTheDatabase());

		assertThat(breaker("commit")).hasCounted(Outcome.FAILURE, 1).hasCounted(Outcome.SUCCESS, 0);
	}

	@Test
	void commitThatTurnsIntoARollbackIsAFailure() {
		assertThatExceptionOfType(UnexpectedRollbackException.class)
			.isThrownBy(() -> this.ledger.swallows(this.context.getBean(PlatformTransactionManager.class)));

		assertThat(breaker("swallows")).hasCounted(Outcome.FAILURE, 1).hasCounted(Outcome.SUCCESS, 0);
	}

	@Test
	void rejectedCallBeginsNoTransaction() {
		OrderedApplication.open(breaker("book"));
		AtomicInteger begun = this.context.getBean(Begun.class).count;
		int before = begun.get();

		assertThatExceptionOfType(CallRejectedException.class).isThrownBy(() -> this.ledger.book(false));

		assertThat(begun).hasValue(before);
	}

	@Test
	void fallbackRunsAfterTheTransactionIsRolledBack() {
		assertThat(this.ledger.answered()).isEqualTo("in a transaction: false, entries: 0");
	}

	// INV-50
	@Test
	void fallbackRunsInTheTransactionOfTheCaller() {
		TransactionTemplate template = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		OrderedApplication.open(breaker("answered"));

		String answer = template.execute((status) -> this.ledger.answered());

		assertThat(answer).isEqualTo("in a transaction: true, entries: 0");
	}

	@Configuration(proxyBeanMethods = false)
	static class Bookkeeping {

		@Bean
		Ledger ledger(JdbcTemplate jdbc) {
			return new Ledger(jdbc);
		}

		@Bean
		Begun begun() {
			return new Begun();
		}

	}

	static class Begun implements TransactionExecutionListener {

		private final AtomicInteger count = new AtomicInteger();

		@Override
		public void beforeBegin(TransactionExecution transaction) {
			this.count.incrementAndGet();
		}

	}

	static class Ledger {

		private final JdbcTemplate jdbc;

		Ledger(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		static Integer entries(JdbcTemplate jdbc) {
			return jdbc.queryForObject("select count(*) from entry", Integer.class);
		}

		@Transactional
		@CircuitBreaker("book")
		void book(boolean fails) {
			this.jdbc.update("insert into entry values (1)");
			if (fails) {
				throw new IllegalStateException("booked wrongly");
			}
		}

		@Transactional
		@CircuitBreaker("commit")
		void losesTheDatabase() {
			this.jdbc.update("insert into entry values (1)");
			this.jdbc.execute("shutdown immediately");
		}

		@Transactional
		@CircuitBreaker("swallows")
		void swallows(PlatformTransactionManager transactions) {
			new TransactionTemplate(transactions).executeWithoutResult((status) -> status.setRollbackOnly());
		}

		@Transactional
		@CircuitBreaker(name = "answered", fallback = "answer")
		String answered() {
			this.jdbc.update("insert into entry values (1)");
			throw new IllegalStateException("down");
		}

		String answer() {
			return "in a transaction: " + TransactionSynchronizationManager.isActualTransactionActive() + ", entries: "
					+ entries(this.jdbc);
		}

	}

}
