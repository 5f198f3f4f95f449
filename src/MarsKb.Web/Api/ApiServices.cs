using System.Text.Json.Serialization;
using MarsKb.Api.Describing;
using MarsKb.Documents;

namespace MarsKb.Api;

/// <summary>What the API needs in the host.</summary>
public static class ApiServices
{
    public static IServiceCollection AddMarsKbApi(this IServiceCollection services)
    {
        // The description of the API is made from these; replies are written by ApiJson itself.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddOpenApi(ApiDescription.Name, options =>
        {
            options.ShouldInclude = route => route.RelativePath?.StartsWith("api/", StringComparison.Ordinal) is true;
            var transformer = new DescriptionTransformer();
            options.AddDocumentTransformer(transformer);
            options.AddOperationTransformer(transformer);
        });
        services.AddSingleton<ApiDescription>();
        // The first that can write a problem does: ours before that of the framework.
        services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, ApiProblemWriter>());
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiExceptionHandler>();
        return services;
    }
}
