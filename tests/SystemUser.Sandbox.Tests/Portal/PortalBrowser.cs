using System.Net;

namespace SystemUser.Sandbox.Tests.Portal;

/// <summary>A browser without script: keeps cookies, sends the forms that pages hold, and follows redirects only when told to.</summary>
internal sealed class PortalBrowser : IDisposable
{
    private readonly HttpClient _http;

    public PortalBrowser(Uri sandbox) =>
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = Cookies,
                UseCookies = true,
            }
        )
        {
            BaseAddress = sandbox,
        };

    public CookieContainer Cookies { get; } = new();

    /// <summary>The languages that the browser asks for.</summary>
    public string AcceptLanguage
    {
        set
        {
            _http.DefaultRequestHeaders.Remove("Accept-Language");
            _http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", value);
        }
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async Task<PortalPage> GetAsync(string address) =>
        await PortalPage.ReadAsync(await _http.GetAsync(address, Cancelled));

    /// <summary>Chooses who to be, as the page of choices lets one.</summary>
    public async Task<PortalBrowser> BecomeAsync(string pid, string organization)
    {
        var page = await GetAsync("/accessmanagement/ui/who");
        var answer = await SendAsync(
            "/accessmanagement/ui/who",
            page,
            ("person", pid),
            ("organization", organization),
            ("returnTo", "")
        );
        answer.Status.ShouldBe(HttpStatusCode.SeeOther);
        return this;
    }

    /// <summary>Sends a form of a page.</summary>
    public Task<PortalPage> SendAsync(string address, PortalPage page, params (string Name, string Value)[] fields) =>
        PostAsync(address, [("__RequestVerificationToken", page.FormToken), .. fields]);

    /// <summary>Sends any form.</summary>
    public async Task<PortalPage> PostAsync(string address, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
        );
        return await PortalPage.ReadAsync(await _http.PostAsync(address, content, Cancelled));
    }

    public async Task<PortalPage> PostAsync(string address, HttpContent content) =>
        await PortalPage.ReadAsync(await _http.PostAsync(address, content, Cancelled));

    public void Dispose() => _http.Dispose();
}
