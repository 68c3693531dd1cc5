using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Samples;

/// <summary>An integer option with a range; its error names the value and the range.</summary>
internal sealed class WholeNumberOption : Option<long>
{
    public WholeNumberOption(string name, string description, long min, long max, long normal)
        : base(name)
    {
        Description = $"{description}, {min:N0} to {max:N0}";
        HelpName = "number";
        DefaultValueFactory = _ => normal;
        CustomParser = Parse;

        long Parse(ArgumentResult result)
        {
            string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) &&
                value >= min && value <= max)
            {
                return value;
            }

            result.AddError($"{name} is '{text}'; it must be a whole number from {min:N0} to {max:N0}.");
            return normal;
        }
    }
}
