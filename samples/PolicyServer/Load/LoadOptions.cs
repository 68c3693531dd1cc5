using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PolicyServer.Load;

/// <summary>What the load test does.</summary>
internal sealed class LoadOptions
{
    /// <summary>The policy that is served.</summary>
    [Required(ErrorMessage = "No policy is named; say --policy models/CartPole-v1/policy.onnx.")]
    public string Policy { get; set; } = "";

    /// <summary>The seconds that each measurement takes.</summary>
    [Range(1, 60, ErrorMessage = "--seconds must be from 1 to 60.")]
    public int Seconds { get; set; } = 3;

    public static LoadOptions Read(string[] args)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddCommandLine(args).Build();
        LoadOptions options = configuration.Get<LoadOptions>() ?? new();
        List<ValidationResult> failures = [];
        return Validator.TryValidateObject(options, new(options), failures, validateAllProperties: true)
            ? options
            : throw new OptionsValidationException(
                "", typeof(LoadOptions), failures.Select(failure => $"{failure.ErrorMessage}"));
    }
}
