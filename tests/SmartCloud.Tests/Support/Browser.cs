using System.Net;

namespace SmartCloud.Tests.Support;

/// <summary>A browser without a screen: keeps cookies, sends forms with what stands in them, follows no redirect.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;
    private readonly HttpClientHandler _handler;
    private readonly Uri _address;

    public Browser(Uri address)
    {
        _address = address;
        _handler = new HttpClientHandler { AllowAutoRedirect = false };
        _http = new HttpClient(_handler) { BaseAddress = address };
    }

    /// <summary>Sets the languages that the browser asks for.</summary>
    public string AcceptLanguage
    {
        set => _http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", value);
    }

    public async Task<Page> GetAsync(string path) => await ReadAsync(await _http.GetAsync(path, Cancel));

    public string? CookieOf(string name) => _handler.CookieContainer.GetCookies(_address)[name]?.Value;

    public void SetCookie(string name, string value) => _handler.CookieContainer.Add(_address, new Cookie(name, value));

    /// <summary>Opens a page and sends one of its forms.</summary>
    public async Task<Page> SubmitAsync(string path, string action, params (string Name, string Value)[] fields)
    {
        var page = await GetAsync(path);
        return await PostAsync(action, [.. fields, ("__RequestVerificationToken", page.FormToken)]);
    }

    public async Task<Page> PostAsync(string action, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(one => KeyValuePair.Create(one.Name, one.Value)));
        return await ReadAsync(await _http.PostAsync(action, content, Cancel));
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<Page> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return new Page(
                (int)response.StatusCode,
                await response.Content.ReadAsStringAsync(Cancel),
                response.Headers.Location?.ToString(),
                response
                    .Headers.Concat(response.Content.Headers)
                    .ToDictionary(one => one.Key, one => string.Join(", ", one.Value), StringComparer.OrdinalIgnoreCase)
            );
        }
    }
}
