using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;

namespace SystemUser.AspNetCore.Tests.Answers;

/// <summary>How an answer comes about between the package, the scheme and the app's writer.</summary>
public sealed class ProblemAnswerTests : IDisposable
{
    private static readonly SystemUserProblem s_problem = SystemUserProblems.PolicyNotMet;

    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogCollector _log = new();
    private readonly Lifetime _lifetime = new();
    private readonly StubScheme _scheme = new();
    private readonly DefaultHttpContext _context = new();
    private readonly LiveOptions _options = new(
        new OptionsFactory<SystemUserOptions>([], []),
        [],
        NullLogger<LiveOptions>.Instance
    );

    public ProblemAnswerTests()
    {
        Answer = new(
            _options,
            new(_options),
            _clock,
            new Logger<ProblemAnswer>(new LoggerFactory([new FakeLoggerProvider(_log)]))
        );
        _context.Response.Body = new MemoryStream();
        _context.Features.Set<IHttpRequestLifetimeFeature>(_lifetime);
        Use(
            (context, problem) =>
                new ProblemJsonWriter(_options, new(_options)).WriteAsync(context, problem, context.RequestAborted)
        );
    }

    private ProblemAnswer Answer { get; }

    private string Body => Encoding.UTF8.GetString(((MemoryStream)_context.Response.Body).ToArray());

    public void Dispose() => _options.Dispose();

    [Fact]
    public async Task The_scheme_is_told_to_forbid_and_finds_the_problem_on_the_request()
    {
        await Answer.AnswerAsync(_context, s_problem);

        _scheme.Asked.ShouldBe(["forbid Maskinporten"]);
        RequestProblem.Of(_context).ShouldBe(s_problem);
        Body.ShouldBeEmpty();

        await Answer.WriteRefusalAsync(_context);
        _context.Response.StatusCode.ShouldBe(403);
    }

    [Fact]
    public async Task The_scheme_is_told_to_challenge_when_the_token_is_missing_or_is_the_problem()
    {
        _context.Features.Set<ITokenRefusal>(new TokenRefusal(SystemUserProblems.TokenExpired));

        await Answer.AnswerAsync(_context, SystemUserProblems.TokenMissing);
        await Answer.AnswerAsync(_context, SystemUserProblems.TokenExpired);
        await Answer.AnswerAsync(_context, SystemUserProblems.TokenWrongIssuer);

        _scheme.Asked.ShouldBe(["challenge Maskinporten", "challenge Maskinporten", "forbid Maskinporten"]);
        _context.Response.StatusCode.ShouldBe(200); // what the scheme writes is its own
        _log.Of("IdentityTakenAway").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_answer_is_written_when_the_challenged_scheme_finds_nothing_wrong_with_the_token()
    {
        await Answer.AnswerAsync(_context, SystemUserProblems.TokenMissing);

        _scheme.Asked.ShouldBe(["challenge Maskinporten"]);
        _context.Response.StatusCode.ShouldBe(401);
        Body.ShouldContain("token-missing");
        _log.Of("IdentityTakenAway").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_scheme_is_not_asked_again_from_within_its_own_event()
    {
        _scheme.Event = context => Answer.AnswerAsync(context, SystemUserProblems.NotFound);

        await Answer.AnswerAsync(_context, s_problem);

        _scheme.Asked.Count.ShouldBe(1);
        _context.Response.StatusCode.ShouldBe(404);
    }

    [Fact]
    public async Task The_scheme_is_asked_anew_after_an_event_that_threw()
    {
        _scheme.Event = _ => throw new InvalidOperationException("of the app's");
        await Should.ThrowAsync<InvalidOperationException>(() => Answer.AnswerAsync(_context, s_problem));
        _scheme.Event = _ => Task.CompletedTask;

        await Answer.AnswerAsync(_context, s_problem);

        _scheme.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_event_of_the_apps_is_answered_without_asking_the_scheme_also_after_an_event_within_it()
    {
        await ProblemAnswer.RunAsync(
            Event(),
            async _ =>
            {
                await ProblemAnswer.RunAsync(Event(), _ => Task.CompletedTask);
                await Answer.AnswerAsync(_context, s_problem);
            }
        );

        _scheme.Asked.ShouldBeEmpty();
        _context.Response.StatusCode.ShouldBe(403);
    }

    [Fact]
    public async Task The_scheme_is_asked_after_an_event_of_the_apps_also_when_that_threw()
    {
        await Should.ThrowAsync<InvalidOperationException>(() =>
            ProblemAnswer.RunAsync(Event(), _ => throw new InvalidOperationException("of the app's"))
        );

        await Answer.AnswerAsync(_context, s_problem);

        _scheme.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_written_when_the_response_has_begun_or_there_is_no_refusal()
    {
        await Answer.WriteRefusalAsync(_context);
        _context.Features.Set<IHttpResponseFeature>(new Begun());

        await Answer.WriteAsync(_context, s_problem);

        _context.Response.StatusCode.ShouldBe(200);
        _context.Response.Headers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_but_the_status_499_is_written_when_the_caller_has_left()
    {
        _lifetime.RequestAborted = new CancellationToken(canceled: true);

        await Answer.WriteAsync(_context, s_problem);

        _context.Response.StatusCode.ShouldBe(499);
        _context.Response.Headers.ShouldBeEmpty();
        Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_package_writes_the_body_when_the_apps_writer_leaves_it_to_the_package()
    {
        var calls = 0;
        Use(
            (context, problem) =>
            {
                calls++;
                return Answer.WriteAsync(context, problem);
            }
        );

        await Answer.WriteAsync(_context, s_problem);
        await Answer.WriteAsync(_context, s_problem);

        calls.ShouldBe(2);
        Body.ShouldContain("policy-not-met");
    }

    [Fact]
    public async Task The_status_goes_out_alone_when_the_writer_throws()
    {
        Use(
            (context, _) =>
            {
                context.Response.StatusCode = 200;
                context.Response.ContentType = "text/html";
                context.Response.ContentLength = 7;
                throw new FormatException("secret");
            }
        );

        await Answer.WriteAsync(_context, s_problem);

        _context.Response.StatusCode.ShouldBe(403);
        _context.Response.ContentType.ShouldBeNull();
        _context.Response.ContentLength.ShouldBeNull();
        _lifetime.WasAborted.ShouldBeFalse();
        _log.Of("ProblemWriterFailed").ShouldHaveSingleItem().ShouldContain("System.FormatException");
        _log.Of("ProblemWriterFailed")[0].ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_writer_that_threw_is_called_again_for_the_next_answer()
    {
        Use((_, _) => throw new FormatException());
        await Answer.WriteAsync(_context, s_problem);
        var called = false;
        Use((_, _) => Task.FromResult(called = true));

        await Answer.WriteAsync(_context, s_problem);

        called.ShouldBeTrue();
    }

    [Fact]
    public async Task The_connection_is_cut_when_the_writer_hangs_beyond_the_total_timeout()
    {
        var hanging = new TaskCompletionSource();
        Use((_, _) => hanging.Task);

        var writing = Answer.WriteAsync(_context, s_problem);
        _clock.Advance(_options.Current.Decisions.TotalTimeout - TimeSpan.FromTicks(1));
        writing.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));
        await writing;

        _lifetime.WasAborted.ShouldBeTrue();
        _log.Of("ProblemWriterFailed").ShouldHaveSingleItem().ShouldContain("System.TimeoutException");
        hanging.SetResult();
    }

    [Fact]
    public async Task A_timeout_of_the_writers_own_is_an_exception_like_any_other()
    {
        Use((_, _) => Task.FromException(new TimeoutException("of its database")));

        await Answer.WriteAsync(_context, s_problem);

        _lifetime.WasAborted.ShouldBeFalse();
        _context.Response.StatusCode.ShouldBe(403);
    }

    [Fact]
    public async Task Nothing_is_logged_when_the_caller_leaves_while_the_body_is_written()
    {
        using var leaving = new CancellationTokenSource();
        _lifetime.RequestAborted = leaving.Token;
        Use((_, _) => new TaskCompletionSource().Task.WaitAsync(leaving.Token));

        var writing = Answer.WriteAsync(_context, s_problem);
        await leaving.CancelAsync();
        await writing;

        _log.Of("ProblemWriterFailed").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_writer_that_cancels_itself_has_failed()
    {
        Use((_, _) => throw new OperationCanceledException());

        await Answer.WriteAsync(_context, s_problem);

        _context.Response.StatusCode.ShouldBe(403);
        _log.Of("ProblemWriterFailed").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_result_answers_from_minimal_APIs_and_from_MVC()
    {
        var result = s_problem.ToResult();

        await ((IResult)result).ExecuteAsync(_context);
        await result.ExecuteResultAsync(new ActionContext(_context, new RouteData(), new()));

        _scheme.Asked.Count.ShouldBe(2);
        ((IStatusCodeHttpResult)result).StatusCode.ShouldBe(403);
        ((IValueHttpResult<SystemUserProblem>)result).Value.ShouldBeSameAs(s_problem);
        await Should.ThrowAsync<ArgumentNullException>(() => ((IResult)result).ExecuteAsync(null!));
        await Should.ThrowAsync<ArgumentNullException>(() => result.ExecuteResultAsync(null!));
    }

    [Fact]
    public async Task A_result_throws_what_is_to_be_called_when_nothing_is_registered()
    {
        _context.RequestServices = new ServiceCollection().BuildServiceProvider();

        var thrown = await Should.ThrowAsync<InvalidOperationException>(() =>
            ((IResult)s_problem.ToResult()).ExecuteAsync(_context)
        );

        thrown.Message.ShouldContain("AddSystemUserAuthorization()");
    }

    [Fact]
    public void A_request_keeps_the_last_refusal_alone()
    {
        RequestProblem.Set(_context, null);
        RequestProblem.Of(_context).ShouldBeNull();

        RequestProblem.Set(_context, s_problem);
        RequestProblem.Set(_context, SystemUserProblems.NotFound);
        RequestProblem.Of(_context).ShouldBe(SystemUserProblems.NotFound);

        RequestProblem.Set(_context, null);
        RequestProblem.Of(_context).ShouldBeNull();
    }

    private void Use(Func<HttpContext, SystemUserProblem, Task> write) =>
        _context.RequestServices = new ServiceCollection()
            .AddSingleton(Answer)
            .AddSingleton<IAuthenticationService>(_scheme)
            .AddSingleton<ISystemUserProblemWriter>(new StubWriter(write))
            .BuildServiceProvider();

    private MessageReceivedContext Event() =>
        new(_context, new AuthenticationScheme("Maskinporten", null, typeof(JwtBearerHandler)), new JwtBearerOptions());

    private sealed record TokenRefusal(SystemUserProblem Problem) : ITokenRefusal;

    private sealed class Begun : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public bool WasAborted { get; private set; }

        public void Abort() => WasAborted = true;
    }

    private sealed class StubWriter(Func<HttpContext, SystemUserProblem, Task> write) : ISystemUserProblemWriter
    {
        public Task WriteAsync(
            HttpContext httpContext,
            SystemUserProblem problem,
            CancellationToken cancellationToken
        ) => write(httpContext, problem);
    }

    private sealed class StubScheme : IAuthenticationService
    {
        public List<string> Asked { get; } = [];

        public Func<HttpContext, Task> Event { get; set; } = _ => Task.CompletedTask;

        public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
            AskAsync(context, "challenge " + scheme);

        public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
            AskAsync(context, "forbid " + scheme);

        public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme) =>
            throw new NotSupportedException();

        public Task SignInAsync(
            HttpContext context,
            string? scheme,
            ClaimsPrincipal principal,
            AuthenticationProperties? properties
        ) => throw new NotSupportedException();

        public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
            throw new NotSupportedException();

        private Task AskAsync(HttpContext context, string what)
        {
            Asked.Add(what);
            return Event(context);
        }
    }
}
