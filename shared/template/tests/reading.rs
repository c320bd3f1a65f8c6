//! What the reader makes of a template, and what it says when it can't.

use serde_json::json;
use template::{AttributeType, KeyRole, Projection, RouteAccess, Template, Values};

const SMALL: &str = r#"
Parameters:
  Color: {Type: String, Default: green}
Conditions:
  IsGreen: !Equals [!Ref Color, green]
  IsNotGreen: !Not [!Condition IsGreen]
Globals:
  Function:
    Timeout: 10
    MemorySize: 256
    Environment:
      Variables:
        PLAIN: text
        COLOR: !Ref Color
        CHOSEN: !If [IsGreen, "yes", "no"]
        OTHERWISE: !If [IsNotGreen, "yes", "no"]
        JOINED: !Join ["-", [a, !Ref Color]]
        SECOND: !Select [1, !Split [",", "a,b"]]
        ADDRESS: !Sub https://${AWS::Region}.example.com/${Pool}/${Pool.Arn}/${!kept}
        MAPPED: !Sub ["${Own}/${Color}", {Own: !GetAtt Pool.Arn}]
        KEY: !Sub "k1:{{resolve:secretsmanager:${Key}:SecretString:key}}"
Resources:
  Key: {Type: "AWS::SecretsManager::Secret"}
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      CorsConfiguration:
        AllowOrigins: !Split [",", !Ref Color]
        AllowMethods: [GET]
        AllowHeaders: [Authorization]
        MaxAge: 600
  NotesFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: target/lambda/notes/
      Timeout: 25
      Environment: {Variables: {OWN: 1}}
      Events:
        List:
          Type: HttpApi
          Properties: {Method: get, Path: /notes, Auth: {AuthorizationScopes: [a, b]}}
        Open:
          Type: HttpApi
          Properties: {Method: POST, Path: "/notes/{id}", Auth: {Authorizer: NONE}}
        Asked: {Type: SQS, Properties: {Queue: !GetAtt NotesQueue.Arn}}
  NotesQueue:
    Type: AWS::SQS::Queue
    Properties: {QueueName: !Sub "${AWS::StackName}-notes"}
  NotesTable:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub ${AWS::StackName}-notes
      AttributeDefinitions:
        - {AttributeName: id, AttributeType: S}
        - {AttributeName: rank, AttributeType: N}
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      GlobalSecondaryIndexes:
        - IndexName: by_rank
          KeySchema: [{AttributeName: rank, KeyType: HASH}, {AttributeName: id, KeyType: RANGE}]
          Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [title]}
      TimeToLiveSpecification: {AttributeName: expires_at, Enabled: true}
"#;

fn small() -> Template {
    Template::parse(SMALL).expect("the small template is sound")
}

fn values() -> Values {
    Values::new()
        .with("AWS::Region", "here")
        .with("Pool", "pool-1")
        .with("Pool.Arn", "arn:pool")
        .with("secretsmanager:Key:SecretString:key", "sesame")
}

#[test]
fn our_own_template_can_be_read_whole() {
    let ours = Template::ours();
    assert_eq!(ours.tables().len(), 20);
    assert_eq!(ours.functions().len(), 10);
    assert!(ours.routes().len() > 40);
}

#[test]
fn a_table_is_turned_into_what_create_table_takes() {
    let template = small();
    let [table] = template.tables() else {
        panic!("{:?}", template.tables())
    };

    assert_eq!(table.name("stack"), "stack-notes");
    assert_eq!(table.attributes["rank"], AttributeType::N);
    assert_eq!(table.indexes[0].key[1].role, KeyRole::Range);
    assert_eq!(
        table.indexes[0].projection,
        Projection::Include {
            attributes: vec!["title".into()]
        }
    );
    assert_eq!(table.ttl_attribute.as_deref(), Some("expires_at"));
    assert_eq!(
        table.create_request("stack"),
        json!({
            "TableName": "stack-notes",
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [
                {"AttributeName": "id", "AttributeType": "S"},
                {"AttributeName": "rank", "AttributeType": "N"},
            ],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "GlobalSecondaryIndexes": [{
                "IndexName": "by_rank",
                "KeySchema": [
                    {"AttributeName": "rank", "KeyType": "HASH"},
                    {"AttributeName": "id", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["title"]},
            }],
        })
    );
}

#[test]
fn a_function_has_what_the_globals_say_unless_it_says_otherwise() {
    let template = small();
    let function = &template.functions()[0];
    assert_eq!(function.group, "notes");
    assert_eq!((function.timeout_seconds, function.memory_mb), (25, 256));
    assert!(
        function.environment.contains_key("PLAIN"),
        "from the globals"
    );
    assert!(function.environment.contains_key("OWN"), "its own");
}

#[test]
fn only_events_of_the_api_are_routes_and_they_say_who_may_ask() {
    let template = small();
    let [list, open] = template.routes() else {
        panic!("{:?}", template.routes())
    };
    assert_eq!(
        (list.route_key().as_str(), list.function.as_str()),
        ("GET /notes", "notes")
    );
    assert_eq!(
        list.access,
        RouteAccess::Scopes(vec!["a".into(), "b".into()])
    );
    assert_eq!(open.route_key(), "POST /notes/{id}");
    assert_eq!(open.access, RouteAccess::Public);
}

#[test]
fn a_function_that_sam_adds_nothing_to_is_built_like_the_others_and_is_none_of_them() {
    let text = SMALL.to_owned()
        + "  TryFunction: {Type: AWS::Lambda::Function, Properties: {Code: target/lambda/try/}}\n";
    let template = Template::parse(&text).unwrap();
    assert_eq!(
        template.packages().iter().collect::<Vec<_>>(),
        ["notes", "try"]
    );
    assert_eq!(template.functions().len(), 1);
    let error = Template::parse(&text.replace("lambda/try/", "")).unwrap_err();
    assert!(
        error.to_string().starts_with("TryFunction: Code: "),
        "{error}"
    );
}

#[test]
fn a_route_that_says_nothing_about_access_is_not_public() {
    let text = SMALL.replace(", Auth: {Authorizer: NONE}", "");
    let template = Template::parse(&text).unwrap();
    assert_eq!(template.routes()[1].access, RouteAccess::Scopes(vec![]));
}

#[test]
fn an_environment_is_worked_out_from_values_and_defaults() {
    let template = small();
    let environment = template
        .environment(&template.functions()[0], &values())
        .unwrap();
    let expected = [
        (
            "ADDRESS",
            "https://here.example.com/pool-1/arn:pool/${kept}",
        ),
        ("CHOSEN", "yes"),
        ("COLOR", "green"),
        ("JOINED", "a-green"),
        ("KEY", "k1:sesame"),
        ("MAPPED", "arn:pool/green"),
        ("OTHERWISE", "no"),
        ("OWN", "1"),
        ("PLAIN", "text"),
        ("SECOND", "b"),
    ];
    let found: Vec<_> = environment
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_value_that_was_brought_wins_over_a_default() {
    let template = small();
    let values = values().with("Color", "red");
    let environment = template
        .environment(&template.functions()[0], &values)
        .unwrap();
    assert_eq!(
        (
            environment["COLOR"].as_str(),
            environment["CHOSEN"].as_str()
        ),
        ("red", "no")
    );
}

#[test]
fn what_the_browser_is_told_follows_the_parameter() {
    let cors = small()
        .cors(&Values::new().with("Color", "https://a,https://b"))
        .unwrap();
    assert_eq!(cors.allow_origins, ["https://a", "https://b"]);
    assert_eq!((cors.max_age, cors.allow_credentials), (600, false));
}

#[test]
fn an_api_without_cors_allows_no_origin() {
    let text = SMALL.replace(
        "      CorsConfiguration:\n",
        "      CorsConfiguration: !If [IsNotGreen, {AllowOrigins: [x]}, !Ref AWS::NoValue]\n      Other:\n",
    );
    let cors = Template::parse(&text)
        .unwrap()
        .cors(&Values::new())
        .unwrap();
    assert!(cors.allow_origins.is_empty());
}

#[test]
fn our_own_allowed_origins_are_a_list_with_commas_and_may_be_none() {
    let ours = Template::ours();
    let origins = |text: &str| {
        ours.cors(&Values::new().with("AllowedOrigins", text))
            .unwrap()
            .allow_origins
    };
    assert_eq!(
        origins("https://a.example,https://b.example"),
        ["https://a.example", "https://b.example"]
    );
    assert!(origins("").is_empty());
}

#[test]
fn a_resource_has_its_properties_worked_out_unless_its_condition_says_that_there_is_none() {
    let text = SMALL.to_owned()
        + "  Sign:
    Type: AWS::SNS::Topic
    Condition: IsGreen
    Properties:
      TopicName: !Sub ${Color}-sign
      Tags: [!If [IsNotGreen, {Key: a}, !Ref AWS::NoValue], {Key: !Ref Color}]
      DisplayName: !If [IsNotGreen, x, !Ref AWS::NoValue]
";
    let template = Template::parse(&text).unwrap();
    let sign = |values| template.properties("Sign", &values).unwrap();
    assert_eq!(
        sign(Values::new()),
        Some(json!({"TopicName": "green-sign", "Tags": [{"Key": "green"}]}))
    );
    assert_eq!(sign(Values::new().with("Color", "red")), None);
    let missing = template.properties("Singe", &Values::new()).unwrap_err();
    assert!(missing.to_string().contains("Singe"), "{missing}");
}

#[test]
fn an_unknown_reference_is_named_with_its_place() {
    let template = small();
    let error = template
        .environment(
            &template.functions()[0],
            &Values::new().with("AWS::Region", "here"),
        )
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("NotesFunction.Environment.Variables.ADDRESS"),
        "{error}"
    );
    assert!(error.contains("`Pool`"), "{error}");
}

#[test]
fn an_unknown_secret_is_named_and_never_left_as_text() {
    let template = small();
    let values = Values::new()
        .with("AWS::Region", "here")
        .with("Pool", "pool-1")
        .with("Pool.Arn", "arn:pool");
    let error = template
        .environment(&template.functions()[0], &values)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("secretsmanager:Key:SecretString:key"),
        "{error}"
    );
}

#[test]
fn an_intrinsic_function_that_we_do_not_know_is_an_error() {
    let text = SMALL.replace("PLAIN: text", "PLAIN: !ImportValue x");
    let template = Template::parse(&text).unwrap();
    let error = template
        .environment(&template.functions()[0], &values())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("PLAIN") && error.contains("Fn::ImportValue"),
        "{error}"
    );
}

#[test]
fn mistakes_are_named_by_resource_and_property() {
    for (right, wrong, parts) in [
        (
            "KeyType: HASH}]\n      Global",
            "KeyType: MAIN}]\n      Global",
            ["NotesTable", "KeySchema[0].KeyType"],
        ),
        (
            "AttributeType: N",
            "AttributeType: X",
            ["NotesTable", "AttributeDefinitions[1].AttributeType"],
        ),
        (
            "!Sub ${AWS::StackName}-notes",
            "!Sub notes",
            ["NotesTable", "TableName"],
        ),
        ("target/lambda/notes/", "src/", ["NotesFunction", "CodeUri"]),
        ("    MemorySize: 256\n", "", ["NotesFunction", "MemorySize"]),
        (
            "Method: get, ",
            "",
            ["NotesFunction", "Events.List.Properties"],
        ),
    ] {
        let text = SMALL.replacen(right, wrong, 1);
        assert_ne!(text, SMALL, "{right}");
        let error = Template::parse(&text).unwrap_err().to_string();
        assert!(
            parts.iter().all(|part| error.contains(part)),
            "{wrong}: {error}"
        );
    }
}

#[test]
fn what_is_no_template_is_refused() {
    for text in ["[1, 2]", "just text", "a: [", "a: 1\na: 2"] {
        assert!(Template::parse(text).is_err(), "{text}");
    }
}

#[test]
fn our_environment_needs_nothing_but_the_stack_the_pool_the_queue_and_the_key() {
    let ours = Template::ours();
    let values = Values::new()
        .with("AWS::StackName", "study")
        .with("AWS::Region", "eu-west-1")
        .with("UserPool", "eu-west-1_abc")
        .with("UserClient", "people")
        .with("MachineClient", "machines")
        .with("MonitoringClient", "monitors")
        .with("PracticeQueue", "https://sqs.example.com/practice")
        .with(
            "secretsmanager:CursorKeySecret:SecretString:key",
            "s".repeat(64),
        );
    for function in ours.functions() {
        let environment = ours.environment(function, &values).unwrap();
        assert_eq!(environment["TABLE_PREFIX"], "study");
        assert_eq!(
            environment["TOKEN_ISSUER"],
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc"
        );
        assert_eq!(environment["CURSOR_KEY"], format!("k1:{}", "s".repeat(64)));
        assert_eq!(environment["CURSOR_KEY_OTHER"], "");
        assert_eq!(environment["AWS_NEW_RETRIES_2026"], "true");
    }
}

#[test]
fn another_key_id_opens_cursors_first_and_seals_them_in_a_second_step() {
    let ours = Template::ours();
    let secret = "secretsmanager:CursorKeySecret:SecretString";
    let values = Values::new()
        .with("CursorKeyId", "k2")
        .with("AWS::StackName", "study")
        .with("AWS::Region", "eu-west-1")
        .with("UserPool", "p")
        .with("UserClient", "people")
        .with("MachineClient", "machines")
        .with("MonitoringClient", "monitors")
        .with(format!("{secret}:key"), "new")
        .with(format!("{secret}:key:AWSPREVIOUS"), "old")
        .with(format!("{secret}:id:AWSPREVIOUS"), "k1");
    for (seals, sealing, other) in [
        ("previous", "k1:old", "k2:new"),
        ("current", "k2:new", "k1:old"),
    ] {
        let values = values.clone().with("CursorKeySeals", seals);
        let environment = ours.environment(&ours.functions()[0], &values).unwrap();
        assert_eq!(environment["CURSOR_KEY"], sealing);
        assert_eq!(environment["CURSOR_KEY_OTHER"], other);
    }
}
