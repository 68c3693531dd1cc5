namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// How the output of a convolution is normalized before its activation. See <see cref="ImageNormalizationLayer"/>.
/// </summary>
public enum ConvolutionNormalization
{
    /// <summary>Not normalized.</summary>
    None,

    /// <summary>
    /// At each position of the image over its channels, with a gain and a bias per channel, as in purejaxql.
    /// </summary>
    Channels,

    /// <summary>Over all channels and positions, with a gain and a bias for each, as in CleanRL.</summary>
    Image,
}
