using System.Net;
using System.Net.Sockets;
using System.Text;
using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Tests.Support;
using Moq;

namespace KravOgBetalingerApi.Tests.Endpoints;

/// <summary>A report that is too large, over a real socket: the answer comes through, and nobody is asked to store anything.</summary>
public sealed class BoligselskapKestrelTests
{
    [Theory]
    [InlineData("FFFFFFFFFFFFFFFF\r\nabc")]
    [InlineData("zz\r\nabc")]
    [InlineData("-1\r\nabc")]
    public async Task The_answer_is_400_when_the_chunks_of_a_body_are_malformed(string chunk)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var app = SampleApp.With(
            new Mock<IInnrapporteringsregister>(MockBehavior.Strict).Object,
            onKestrel: true
        );
        app.Sandbox.Pdp.Permit();
        using var client = app.CreateClient("310904473", SampleApp.ReportScope);
        using var socket = new TcpClient();
        await socket.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port, cancel);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"""
                POST /v1/innrapportering/boligselskap/310904473 HTTP/1.1
                Host: {client.BaseAddress.Authority}
                Authorization: {client.DefaultRequestHeaders.Authorization}
                Korrelasjonsid: {Guid.NewGuid()}
                Content-Type: application/json
                Transfer-Encoding: chunked


                """.ReplaceLineEndings("\r\n") + chunk
            ),
            cancel
        );

        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync(cancel)).ShouldBe("HTTP/1.1 400 Bad Request");
        (await reader.ReadToEndAsync(cancel)).ShouldContain("KB-006");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_report_is_refused_and_not_kept_when_it_is_two_megabytes(bool chunked)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var app = SampleApp.With(
            new Mock<IInnrapporteringsregister>(MockBehavior.Strict).Object,
            onKestrel: true
        );
        app.Sandbox.Pdp.Permit();
        using var client = app.CreateClient("310904473", SampleApp.Scope, SampleApp.ReportScope);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/innrapportering/boligselskap/310904473");
        request.Headers.Add("Korrelasjonsid", Guid.NewGuid().ToString());
        request.Headers.TransferEncodingChunked = chunked;
        request.Content = new StringContent(
            $"{{{new string(' ', 2 * 1024 * 1024)}}}",
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await client.SendAsync(request, cancel);
        await answer.ShouldBeFeilAsync(HttpStatusCode.BadRequest, "KB-006");
    }
}
