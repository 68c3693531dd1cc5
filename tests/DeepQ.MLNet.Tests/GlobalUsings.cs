global using DeepQ.Environments;
global using DeepQ.Learning;
global using DeepQ.Serving;
global using Microsoft.ML;
global using Microsoft.ML.Data;
