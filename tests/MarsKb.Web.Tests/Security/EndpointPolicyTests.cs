using MarsKb.Infra;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MarsKb.Security;

/// <summary>
/// Who may do what, for every endpoint there is. A new endpoint fails here until somebody has written down how it is protected.
/// </summary>
public sealed class EndpointPolicyTests(SiteFactory site) : IClassFixture<SiteFactory>
{
    /// <summary>Open: only reads. SameOrigin: a POST has to come from this site. Stateless: a POST changes nothing. Token: a POST needs the form's token. Json: writes, for JSON bodies only.</summary>
    enum Guard { Open, SameOrigin, Stateless, Token, Json, Staff }

    static readonly Dictionary<string, Guard> Declared = new(StringComparer.Ordinal)
    {
        ["PAGE /"] = Guard.Open,
        ["PAGE /ask"] = Guard.SameOrigin,
        ["PAGE /check"] = Guard.Open,
        ["PAGE /docs/api"] = Guard.Open,
        ["PAGE /e/{**code}"] = Guard.Open,
        ["PAGE /entries"] = Guard.Open,
        ["PAGE /entries/{key}"] = Guard.SameOrigin,
        ["PAGE /error/{status:int?}"] = Guard.Stateless,
        ["PAGE /flows"] = Guard.Open,
        ["PAGE /flows/{key}"] = Guard.Token,
        ["PAGE /go"] = Guard.Stateless,
        ["PAGE /matrix"] = Guard.Open,
        ["PAGE /matrix/{key}"] = Guard.Open,
        ["PAGE /matrix/{key}.csv"] = Guard.Open,
        ["PAGE /resume"] = Guard.Token,
        ["PAGE /s/{token}"] = Guard.Token,
        ["PAGE /s/{token}/transcript"] = Guard.Open,
        ["PAGE /s/{token}/transcript.{format}"] = Guard.Open,
        ["PAGE /search"] = Guard.Stateless,
        ["PAGE /staff/sign-in"] = Guard.Token,
        ["PAGE /t/{readtoken}"] = Guard.Open,
        ["PAGE /t/{readtoken}.{format}"] = Guard.Open,
        ["PAGE /theme"] = Guard.SameOrigin,
        ["PAGE /tickets/{**reference}"] = Guard.Staff,
        ["PAGE /triage"] = Guard.Stateless,
        ["POST /api/v1/check"] = Guard.Stateless,
        ["POST /api/v1/triage"] = Guard.Stateless,
        ["GET,HEAD /api/v1/codes/{code}"] = Guard.Open,
        ["GET,HEAD /api/v1/entries"] = Guard.Open,
        ["GET,HEAD /api/v1/entries/{key}"] = Guard.Open,
        ["POST /api/v1/entries/{key}/feedback"] = Guard.Json,
        ["GET,HEAD /api/v1/flows"] = Guard.Open,
        ["GET,HEAD /api/v1/flows/{id}"] = Guard.Open,
        ["POST /api/v1/flows/{id}/sessions"] = Guard.Json,
        ["GET,HEAD /api/v1/sessions/{token}"] = Guard.Open,
        ["GET,HEAD /api/v1/sessions/{token}/transcript"] = Guard.Open,
        ["POST /api/v1/sessions/{token}/answers"] = Guard.Json,
        ["POST /api/v1/sessions/{token}/back"] = Guard.Json,
        ["POST /api/v1/sessions/{token}/outcome"] = Guard.Json,
        ["GET,HEAD /api/v1/matrix"] = Guard.Open,
        ["GET,HEAD /api/v1/matrix/{key}"] = Guard.Open,
        ["GET,HEAD /api/v1/search"] = Guard.Open,
        ["POST /api/v1/search"] = Guard.Stateless,
        ["GET,HEAD /api/v1/suggest"] = Guard.Open,
        ["GET,HEAD /openapi/v1.json"] = Guard.Open,
        ["GET,HEAD /healthz/live"] = Guard.Open,
        ["GET,HEAD /healthz/ready"] = Guard.Open,
    };

    [Fact]
    public void Every_endpoint_has_a_row_and_every_row_an_endpoint()
    {
        var found = Endpoints().Where(e => !IsSecondName(e)).Select(Name).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Declared.Keys.Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public void Every_page_is_protected_as_declared()
    {
        foreach (var endpoint in Endpoints().Where(e => !IsSecondName(e)))
        {
            if (endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not { } page) continue;
            var policy = page.ModelTypeInfo!.GetCustomAttributes(inherit: true).OfType<IAntiforgeryPolicy>().LastOrDefault();
            var posts = page.HandlerMethods.Any(h => !HttpMethods.IsGet(h.HttpMethod));
            var expected = Declared[Name(endpoint)];
            var actual = endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null ? Guard.Staff
                : policy is SameOriginAttribute ? Guard.SameOrigin
                : policy is KeepTypedAttribute ? Guard.Token
                : policy is not null ? Guard.Stateless
                : posts ? Guard.Token
                : Guard.Open;
            Assert.True(expected == actual, $"{Name(endpoint)} is {actual}, declared {expected}.");
        }
    }

    [Fact]
    public async Task Every_page_refuses_methods_that_it_has_no_handler_for()
    {
        using var client = site.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var (name, guard) in Declared)
        {
            // Whoever is not staff learns nothing of such a page, not even which methods it takes.
            if (guard == Guard.Staff) continue;
            var path = name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..].Replace("{key}", "34513", StringComparison.Ordinal).Replace("{**", "{", StringComparison.Ordinal).Replace("{code}", "34513", StringComparison.Ordinal).Replace("/{status:int?}", "", StringComparison.Ordinal);
            foreach (var method in new[] { "PUT", "DELETE", "PATCH", "OPTIONS" })
            {
                if (name.StartsWith("PAGE /error", StringComparison.Ordinal)) continue;
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                var reply = await client.SendAsync(request);
                Assert.True((int)reply.StatusCode == 405, $"{method} {path}: {(int)reply.StatusCode}");
                Assert.NotEmpty(reply.Content.Headers.Allow);
            }
        }
    }

    IEnumerable<RouteEndpoint> Endpoints() => site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        // Files are listed by name and hash; they only read.
        .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null);

    /// <summary>Razor Pages routes the page Index of a folder twice, the second time with its own name.</summary>
    static bool IsSecondName(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.Split('/')[^1] == "Index";

    static string Name(RouteEndpoint endpoint)
    {
        var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/').ToLowerInvariant();
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
        return methods is null ? $"PAGE {path}" : $"{string.Join(',', methods.Order(StringComparer.Ordinal))} {path}";
    }
}
