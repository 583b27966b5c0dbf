using System.Web;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>What someone at the vendor does in SmartCloud.</summary>
public static class Vendor
{
    public const string Ape = "310904473";
    public const string Tiger = "314250052";
    private const string Approval = "/accessmanagement/ui/systemuser/";

    /// <summary>Registers SmartCloud in Altinn's system register.</summary>
    public static async Task RegisterAsync(this Visitor vendor)
    {
        await vendor.OpenAsync("setup");
        await vendor.FollowAsync(vendor.Page.Locator("main form button"));
        (await vendor.FailureAsync()).ShouldBeNull(await vendor.Page.Locator("main").InnerTextAsync());
        (await vendor.Page.Locator("[data-standing=Registered]").CountAsync()).ShouldBe(2);
    }

    /// <summary>Asks a customer to connect, which leaves the browser at Altinn.</summary>
    /// <returns>The id of the request.</returns>
    public static async Task<string> ConnectAsync(this Visitor vendor, string customer)
    {
        await vendor.OpenAsync($"customers/{customer}");
        return await vendor.GoToAltinnAsync(() => vendor.Button("Koble til").ClickAsync());
    }

    /// <summary>Does something that sends the browser off to Altinn.</summary>
    /// <returns>The id of the request.</returns>
    public static async Task<string> GoToAltinnAsync(this Visitor vendor, Func<Task> leave)
    {
        var confirm = new TaskCompletionSource<string>();
        vendor.Page.Request += OnRequest;
        await vendor.LeaveAsync(leave);
        vendor.Page.Request -= OnRequest;
        var address = await confirm.Task.WaitAsync(TestContext.Current.CancellationToken);
        return HttpUtility.ParseQueryString(new Uri(address).Query)["id"].ShouldNotBeNull(address);

        void OnRequest(object? sender, IRequest request)
        {
            if (new Uri(request.Url).AbsolutePath.StartsWith(Approval, StringComparison.Ordinal))
            {
                confirm.TrySetResult(request.Url);
            }
        }
    }

    /// <summary>Reads where the customer whose page is open shall answer.</summary>
    public static async Task<string> ConfirmUrlAsync(this Visitor vendor) =>
        (await vendor.Page.Locator("[data-confirm]").GetAttributeAsync("href")).ShouldNotBeNull();

    /// <summary>Says where a customer stands, as the open page has it.</summary>
    public static async Task<string?> StatusAsync(this Visitor vendor, string? customer = null)
    {
        var within = customer is null ? "" : $"[data-customer='{customer}'] ";
        return await vendor.Page.Locator(within + "[data-status]").First.GetAttributeAsync("data-status");
    }

    /// <summary>Says what went wrong, as the open page has it.</summary>
    public static async Task<string?> FailureAsync(this Visitor vendor)
    {
        var failure = vendor.Page.Locator("[data-failure]");
        return await failure.CountAsync() == 0 ? null : await failure.GetAttributeAsync("data-failure");
    }

    /// <summary>Reads the name that SmartCloud gave a customer's request.</summary>
    public static async Task<string> ExternalRefAsync(this Visitor vendor, string customer)
    {
        await vendor.OpenAsync($"customers/{customer}");
        await vendor.Page.Locator("main summary").ClickAsync();
        return await vendor.Page.Locator("dt:text-is('externalRef') + dd").InnerTextAsync();
    }
}
