using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace PolicyServer.Load;

/// <summary>The options of the load test.</summary>
internal sealed class LoadOptions
{
    /// <summary>The policy that is served.</summary>
    /// <value>The default value is <see cref="ServerOptions.DefaultPolicy"/>.</value>
    [Required(ErrorMessage = "--policy must name an ONNX file.")]
    public string Policy { get; set; } = ServerOptions.DefaultPolicy;

    /// <summary>The duration of each measurement in seconds.</summary>
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
