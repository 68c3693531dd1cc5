using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace DecisionServer.Access;

/// <summary>Documents in OpenAPI which endpoints require which key.</summary>
internal static class KeyScheme
{
    private const string Deciding = "key";
    private const string Administration = "adminKey";

    public static void AddTo(OpenApiOptions openApi, ServerOptions options)
    {
        if (options.Key is null && options.AdminKey is null)
            return;
        openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.AddComponent(Deciding, Scheme("The key of deciding, or of administration."));
            document.AddComponent(Administration, Scheme("The key of administration."));
            return Task.CompletedTask;
        });
        openApi.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<KeyRequirement>().FirstOrDefault() is not { } required
                || (options.Key is null && !required.IsAdministration))
            {
                return Task.CompletedTask;
            }

            string scheme = required.IsAdministration ? Administration : Deciding;
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] }];
            return Task.CompletedTask;
        });
    }

    private static OpenApiSecurityScheme Scheme(string description) => new()
    {
        Type = SecuritySchemeType.ApiKey,
        In = ParameterLocation.Header,
        Name = ApiKeys.Header,
        Description = description,
    };
}
